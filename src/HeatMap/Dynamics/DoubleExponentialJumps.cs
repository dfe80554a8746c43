using HeatMap.Internal;

namespace HeatMap;

/// <summary>Price whose logarithm moves as a Brownian motion with drift and jumps now and then, up and down by exponential sizes: Kou's law, for markets that gap.</summary>
/// <remarks>
/// <para>A jump that goes beyond a price counts as touching it. Probabilities come from inverting the Laplace transforms of Kou and Wang (2003) numerically: they are right to about 1e-10, absolutely, so that
/// smaller ones are noise; they are held in [0, 1], and those of two prices that hardly differ may be out of order by as much. The first of two is right to about 1e-9 where they are
/// more than a thousandth of a deviation apart; nearer, the error grows as one over their distance.</para>
/// <para>Setting up a horizon takes some hundredths of a millisecond and 10 kB, more under a drift of many deviations; a touch about two microseconds, the first of two about twenty; neither allocates. Without jumps the closed forms of
/// <see cref="GeometricBrownian"/> answer. Formulas: <c>docs/method/reach.md</c>.</para>
/// </remarks>
public sealed partial class DoubleExponentialJumps : PriceModel
{
    /// <summary>Fewer jumps than this within a horizon are none: no digit of a probability would tell.</summary>
    private const double FewestJumps = 1e-15;

    private readonly GeometricBrownian _smooth;

    /// <summary>Makes the law.</summary>
    /// <param name="diffusionVolatility">Volatility between jumps: standard deviation of the log return per square root of a year of 365 days, as a fraction. Finite and &gt; 0; 0 only without jumps.</param>
    /// <param name="jumpsPerYear">How many jumps a year of 365 days has on average; finite and &gt;= 0.</param>
    /// <param name="upProbability">The share of jumps that go up, from 0 to 1.</param>
    /// <param name="meanUpJump">The mean size of a jump up in the logarithm of the price, as a fraction: 0.04 for about 4 %. Finite and &gt; 0; idle where no jump goes up. Its inverse is η1 of the literature, and a mean price after a jump exists only below 1.</param>
    /// <param name="meanDownJump">The mean size of a jump down in the logarithm of the price, as a fraction without sign. Finite and &gt; 0; idle where no jump goes down. Its inverse is η2.</param>
    /// <param name="logDrift">What the logarithm of the price gains a year between jumps; finite. Jumps add <see cref="MeanLogGain"/> less this: nothing here makes up for them.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or there are jumps but no diffusion.</exception>
    public DoubleExponentialJumps(double diffusionVolatility, double jumpsPerYear, double upProbability, double meanUpJump, double meanDownJump, double logDrift = 0)
    {
        DiffusionVolatility = Guard.NonNegative(diffusionVolatility);
        JumpsPerYear = Guard.NonNegative(jumpsPerYear);
        if (!(upProbability is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(upProbability), upProbability, "from 0 to 1");
        }

        UpProbability = upProbability;
        MeanUpJump = Guard.Positive(meanUpJump);
        MeanDownJump = Guard.Positive(meanDownJump);
        LogDrift = Guard.Finite(logDrift);
        if (diffusionVolatility == 0 && jumpsPerYear > 0)
        {
            Throw.Argument(nameof(diffusionVolatility), "diffusionVolatility must be > 0 where there are jumps: the transforms need a price that moves between them");
        }

        double squares = (upProbability * meanUpJump * meanUpJump) + ((1 - upProbability) * meanDownJump * meanDownJump);
        Volatility = Math.Sqrt((diffusionVolatility * diffusionVolatility) + (2 * jumpsPerYear * squares));
        _smooth = new(diffusionVolatility, logDrift);
    }

    /// <summary>All of it, jumps included: <c>√(σ² + 2 jumps (p up² + (1 − p) down²))</c>.</summary>
    public override double Volatility { get; }

    /// <summary>The volatility between jumps.</summary>
    public double DiffusionVolatility { get; }

    /// <summary>How many jumps a year has on average.</summary>
    public double JumpsPerYear { get; }

    /// <summary>The share of jumps that go up.</summary>
    public double UpProbability { get; }

    /// <summary>The mean size of a jump up in the logarithm of the price.</summary>
    public double MeanUpJump { get; }

    /// <summary>The mean size of a jump down in the logarithm of the price, without sign.</summary>
    public double MeanDownJump { get; }

    /// <summary>What the logarithm of the price gains a year between jumps.</summary>
    public double LogDrift { get; }

    /// <summary>What the logarithm of the price gains a year on average, jumps included.</summary>
    public double MeanLogGain => LogDrift + (JumpsPerYear * ((UpProbability * MeanUpJump) - ((1 - UpProbability) * MeanDownJump)));

    /// <inheritdoc/>
    public override PriceReach Within(TimeSpan horizon) => JumpsPerYear * Years.Of(horizon) < FewestJumps ? _smooth.Within(horizon) : new Reach(this, horizon);

    /// <inheritdoc/>
    protected override void DrawMoves(RandomStream stream, TimeSpan step, Span<double> moves, Span<double> lows, Span<double> highs)
    {
        var path = new JumpPath(this, stream, !lows.IsEmpty);
        for (int i = 0; i < moves.Length; i++)
        {
            path.Walk(Years.Of(step));
            moves[i] = path.Level;
            if (!lows.IsEmpty)
            {
                (lows[i], highs[i]) = (path.Low, path.High);
            }
        }
    }
}
