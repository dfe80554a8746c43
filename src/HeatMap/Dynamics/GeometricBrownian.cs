using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Price whose logarithm is a Brownian motion with drift: the law of the closed forms.</summary>
/// <remarks>
/// <para>Probabilities are right to about 1e-14, absolutely; those of one barrier also relatively, as far out as numbers reach. A touch takes some tenths of a
/// microsecond; nothing is allocated. Formulas: <c>docs/method/reach.md</c>.</para>
/// <para>Volatility zero is a limit: price follows its drift, and without drift it stands still.</para>
/// </remarks>
public sealed partial class GeometricBrownian : PriceModel
{
    /// <summary>Makes the law.</summary>
    /// <param name="volatility">Standard deviation of the log return per square root of a year of 365 days, as a fraction; finite and &gt;= 0.</param>
    /// <param name="logDrift">What the logarithm of the price gains a year on average; finite. Zero, the default, makes up and down alike in the logarithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public GeometricBrownian(double volatility, double logDrift = 0)
    {
        Volatility = Guard.NonNegative(volatility);
        LogDrift = Guard.Finite(logDrift);
    }

    /// <inheritdoc/>
    public override double Volatility { get; }

    /// <summary>What the logarithm of the price gains a year on average, as a fraction.</summary>
    public double LogDrift { get; }

    /// <summary>The law whose price, rather than its logarithm, has a drift: <c>dS = drift S dt + volatility S dW</c>. A drift of zero makes the price a fair game.</summary>
    /// <param name="volatility">As of the constructor.</param>
    /// <param name="drift">What the price gains a year on average, as a fraction; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static GeometricBrownian WithDrift(double volatility, double drift) =>
        new(volatility, Guard.Finite(drift) - (Guard.NonNegative(volatility) * volatility / 2));

    /// <inheritdoc/>
    public override PriceReach Within(TimeSpan horizon) => new Reach(this, horizon);

    /// <summary>The probability that price ever touches another price, however long it takes: <c>exp(2 m h / σ²)</c> against the drift, else 1.</summary>
    /// <param name="price">Where it is now, quote per base; finite and &gt; 0.</param>
    /// <param name="target">&gt;= 0 and not NaN. Zero and infinity are never touched.</param>
    /// <returns>From 0 to 1; 1 where the two are the same, 0 where price stands still and they are not.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public double EventualTouch(double price, double target)
    {
        double move = LogMove(price, target);
        return move == 0 ? 1
            : double.IsInfinity(move) ? 0
            : Volatility == 0 ? (LogDrift * move > 0 ? 1 : 0)
            : Math.Exp(Math.Min(0, 2 * (LogDrift / Volatility) * (move / Volatility)));
    }

    /// <summary>How many years of 365 days price takes on average until it touches another price: <c>h / m</c> with the drift.</summary>
    /// <param name="price">Where it is now, quote per base; finite and &gt; 0.</param>
    /// <param name="target">&gt;= 0 and not NaN.</param>
    /// <returns>&gt;= 0; <see cref="double.NaN"/> where the mean is infinite: without drift, against it, and for zero and infinity.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public double MeanYearsToTouch(double price, double target)
    {
        double move = LogMove(price, target);
        return move == 0 ? 0 : double.IsFinite(move) && LogDrift * move > 0 ? move / LogDrift : double.NaN;
    }

    /// <summary>Which of two prices is touched first, however long it takes.</summary>
    /// <param name="price">Where price is now, quote per base; from <paramref name="lower"/> to <paramref name="upper"/>.</param>
    /// <param name="lower">&gt;= 0 and &lt; <paramref name="upper"/>; zero is never touched.</param>
    /// <param name="upper">&gt; <paramref name="lower"/>; infinity is never touched.</param>
    /// <returns>Three probabilities that add up to one. Neither is 0 where both prices can be touched, unless price stands still.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public FirstTouch FirstEventually(double price, double lower, double upper)
    {
        Guard.Positive(price);
        if (!(lower >= 0 && lower < upper && price >= lower && price <= upper))
        {
            Throw.Argument(nameof(lower), string.Create(CultureInfo.InvariantCulture, $"lower and upper must have 0 <= lower <= price <= upper and differ, were {lower}, {price} and {upper}"));
        }

        if (price == lower || price == upper)
        {
            return price == lower ? new(1, 0, 0) : new(0, 1, 0);
        }

        if (lower == 0 || double.IsInfinity(upper))
        {
            (double low, double up) = (EventualTouch(price, lower), EventualTouch(price, upper));
            return new(low, up, 1 - (low + up));
        }

        if (Volatility == 0)
        {
            return LogDrift < 0 ? new(1, 0, 0) : LogDrift > 0 ? new(0, 1, 0) : new(0, 0, 1);
        }

        // Only the product of gain and distance counts, and a volatility near zero would not leave the distances finite.
        double gain = -LogDrift / Volatility / Volatility;
        double first = Math.Min(1, BrownianFirst.LowerEventually(BrownianBridge.LogRatio(price, lower), BrownianBridge.LogRatio(upper, price), gain));
        return new(first, 1 - first, 0);
    }

    /// <summary>Draws the path of a Brownian motion.</summary>
    /// <param name="logDrift">A year.</param>
    /// <param name="volatility">Per square root of a year.</param>
    /// <param name="stream">Where random numbers come from.</param>
    /// <param name="place">The first place of the stream to use; three a step.</param>
    /// <param name="step">Time of a step.</param>
    /// <param name="moves">Receives the log price at the end of each step.</param>
    /// <param name="lows">Receives the lowest of each step, or is empty.</param>
    /// <param name="highs">Receives the highest of each step, or is empty.</param>
    internal static void Draw(double logDrift, double volatility, RandomStream stream, long place, TimeSpan step, Span<double> moves, Span<double> lows, Span<double> highs)
    {
        double years = Years.Of(step), variance = volatility * volatility * years, level = 0;
        for (int i = 0; i < moves.Length; i++, place += 3)
        {
            // Three places a step, so that the closes do not depend on whether somebody asks for the rest.
            double move = (logDrift * years) + (volatility * Math.Sqrt(years) * stream.Normal(place));
            if (!lows.IsEmpty)
            {
                lows[i] = level + BrownianBridge.LowestMove(move, variance, stream.Uniform(place + 1));
                highs[i] = level + BrownianBridge.HighestMove(move, variance, stream.Uniform(place + 2));
            }

            moves[i] = level += move;
        }
    }

    /// <inheritdoc/>
    protected override void DrawMoves(RandomStream stream, TimeSpan step, Span<double> moves, Span<double> lows, Span<double> highs) =>
        Draw(LogDrift, Volatility, stream, 0, step, moves, lows, highs);

    private static double LogMove(double price, double target)
    {
        Guard.Positive(price);
        if (!(target >= 0))
        {
            Throw.OutOfRange(nameof(target), target, ">= 0");
        }

        return Math.Log(target / price);
    }
}
