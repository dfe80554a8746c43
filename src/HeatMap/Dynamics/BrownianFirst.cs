namespace HeatMap;

/// <summary>First touches of a Brownian motion with drift, in units of its own deviation over the horizon: distances, and the gain of the drift, over deviation.</summary>
internal static class BrownianFirst
{
    /// <summary>
    /// Up to this deviation over the distance between two barriers mirror images are added up, above it sines. Four images on each side leave less than
    /// <c>exp(−2 × 4² / 0.5²)</c>, eight sines less than <c>exp(−8² × π² × 0.5² / 2)</c> times ten: both below 1e-33, so that only rounding counts.
    /// </summary>
    private const double Narrow = 0.5;

    private const int Images = 4, Sines = 8;

    /// <summary>Within less than this of its deviation nothing stays: the first sine is exp(−49,000).</summary>
    private const double Shut = 0.01;

    /// <summary>Twice the exponent at which a term is lost in the rounding of the first: exp(−46) is 1e-20.</summary>
    private const double Negligible = 92;

    /// <summary>A drift that gains less than this over the width is none.</summary>
    private const double Level = 1e-18;

    /// <summary>The probability of touching a barrier at a distance &gt; 0; gain &gt; 0 is toward it.</summary>
    /// <remarks>
    /// <c>Φ(gain − distance) + exp(2 gain distance) Φ(−distance − gain)</c>; where the second argument is negative, exponent and tail become
    /// <c>exp(−(distance − gain)²/2)</c> times a tail without its fast part, so nothing overflows.
    /// </remarks>
    public static double Touch(double distance, double gain)
    {
        double straight = NormalLaw.Below(gain - distance);
        return gain == 0 ? Math.Min(1, 2 * straight) : Math.Min(1, straight + Bent(distance, 0, gain));
    }

    /// <summary>The probability of touching the lower of two barriers first, at distances below and above; gain &gt; 0 is toward the lower one.</summary>
    public static double Lower(double below, double above, double gain)
    {
        double width = below + above;
        return Math.Clamp(width * Narrow >= 1 ? ByImages(below, above, gain) : width < Shut ? LowerEventually(below, above, gain) : BySines(below, above, gain), 0, 1);
    }

    /// <summary>The same without an end.</summary>
    public static double LowerEventually(double below, double above, double gain)
    {
        double width = below + above;
        return Math.Abs(gain) * width < Level ? above / width
            : gain > 0 ? NormalLaw.ExpLessOne(-2 * gain * above) / NormalLaw.ExpLessOne(-2 * gain * width)
            : Math.Exp(2 * gain * below) * (NormalLaw.ExpLessOne(2 * gain * above) / NormalLaw.ExpLessOne(2 * gain * width));
    }

    /// <summary>The probability that a bridge touches either of two barriers, by the distances of start and end from the lower and from the upper one, over deviation, all &gt; 0.</summary>
    public static double BridgeTouch((double Below, double Above) start, (double Below, double Above) end)
    {
        double width = start.Below + start.Above;
        if (width < Shut)
        {
            return 1;
        }

        if (width * Narrow < 1)
        {
            double stays = 0;
            for (int k = 1; k <= Sines; k++)
            {
                double turn = k * Math.PI / width;
                stays += Math.Sin(turn * start.Below) * Math.Sin(turn * end.Below) * Math.Exp(((end.Below - start.Below) * (end.Below - start.Below) / 2) - (turn * turn / 2));
            }

            return Math.Clamp(1 - (2 * Math.Sqrt(2 * Math.PI) / width * stays), 0, 1);
        }

        double sum = 0;
        for (int n = 0; n < Images; n++)
        {
            double shift = n * width, next = shift + width;
            sum += Math.Exp(-2 * (start.Below + shift) * (end.Below + shift)) + Math.Exp(-2 * (start.Above + shift) * (end.Above + shift))
                - Math.Exp(-2 * next * (shift + start.Above + end.Below)) - Math.Exp(-2 * next * (shift + start.Below + end.Above));
        }

        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>Paths that touch the lower barrier, less those that had touched the upper before, plus those that had touched the lower before that, and so on.</summary>
    private static double ByImages(double below, double above, double gain)
    {
        double width = below + above, sum = Image(below, 0, gain);
        for (int n = 1; n <= Images; n++)
        {
            // An image that is farther by so much is at most exp(−farther (farther + 2 below)/2) of the barrier itself.
            double near = 2 * (((n - 1) * width) + above);
            if (near * (near + (2 * below)) > Negligible)
            {
                break;
            }

            sum += Image(below, 2 * n * width, gain) - Image(below, near, gain);
        }

        return sum;
    }

    private static double BySines(double below, double above, double gain)
    {
        double width = below + above, tail = 0;
        for (int k = 1; k <= Sines; k++)
        {
            double turn = k * Math.PI / width, rate = ((gain * gain) + (turn * turn)) / 2;
            tail += turn * Math.Sin(turn * below) / rate * Math.Exp((gain * below) - rate);
        }

        return LowerEventually(below, above, gain) - (tail / width);
    }

    /// <summary><c>exp(−gain farther)</c> times the touch at a distance that is farther than below by so much; a difference of distances would lose digits.</summary>
    private static double Image(double below, double farther, double gain)
    {
        double distance = below + farther;
        double straight = gain > distance
            ? Math.Exp(-gain * farther) * NormalLaw.Below(gain - distance)
            : Math.Exp(Exponent(below, farther, gain)) * NormalLaw.ScaledTail(distance - gain);
        return straight + Bent(below, farther, gain);
    }

    /// <summary><c>exp(gain (below + distance)) Φ(−distance − gain)</c>.</summary>
    private static double Bent(double below, double farther, double gain)
    {
        double distance = below + farther;
        return distance + gain < 0
            ? Math.Exp(gain * (below + distance)) * NormalLaw.Below(-distance - gain)
            : Math.Exp(Exponent(below, farther, gain)) * NormalLaw.ScaledTail(distance + gain);
    }

    /// <summary><c>gain below − (gain² + distance²)/2</c>, never above zero, without squares that cancel.</summary>
    private static double Exponent(double below, double farther, double gain) => -0.5 * (((below - gain) * (below - gain)) + (farther * (farther + (2 * below))));
}
