using HeatMap.Internal;

namespace HeatMap;

/// <summary>Price that moves as it did: past returns, freed of the volatility of their day, drawn again at the volatility of today. Filtered historical simulation, for tails as fat as they were.</summary>
/// <remarks>
/// <para>A filter that forgets (<c>σ² = λ σ² + (1 − λ) r²</c>) gives the volatility before each return; their ratio is the return's residual. Paths start at the forecast for the next interval, draw
/// residuals, and go on by the same filter. Between two closes a Brownian bridge at the volatility of that interval says how low and how high price went, so that closes do not understate touching.</para>
/// <para>A mean of the sample stays in its residuals: subtract it first where it is not meant. Nothing is scaled to a deviation of one.</para>
/// <para>Horizons and steps need not be whole intervals: the last part is drawn as an interval whose residual, deviation and extremes are scaled by the square root of the part, and which the filter counts
/// as that part.</para>
/// <para>A reach draws its paths once, in O(paths × intervals), about a tenth of a microsecond each, and keeps some hundred bytes a path; a touch then takes O(log paths), the first
/// of two O(paths). All are a pure function of returns, options and horizon; longer horizons continue the same paths. Barone-Adesi, Giannopoulos, Vosper 1999; notes: <c>docs/method/reach.md</c>.</para>
/// </remarks>
public sealed partial class FilteredHistorical : PriceModel
{
    /// <summary>The fewest returns that make a law.</summary>
    public const int MinReturns = 10;

    private readonly double[] _residuals;

    /// <summary>Filters returns; they are copied.</summary>
    /// <param name="logReturns">Differences of the logarithm of the price over intervals of equal length, the oldest first; at least <see cref="MinReturns"/>, all finite. All zero, price stands still.</param>
    /// <param name="interval">The time that each took; &gt; 0.</param>
    /// <param name="options">How to filter and draw; null for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain; or the filter had forgotten all volatility, after many zeros, when a return came that is not zero. The message names the row.</exception>
    /// <remarks>O(returns). Allocates a residual for each.</remarks>
    public FilteredHistorical(ReadOnlySpan<double> logReturns, TimeSpan interval, FilteredHistoricalOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        if (logReturns.Length < MinReturns)
        {
            Throw.Argument(nameof(logReturns), $"logReturns must have at least {MinReturns} rows, had {logReturns.Length}");
        }

        for (int i = 0; i < logReturns.Length; i++)
        {
            if (!double.IsFinite(logReturns[i]))
            {
                Throw.Row(nameof(logReturns), i, logReturns[i], "finite");
            }
        }

        Interval = interval;
        Options = options ?? new();
        _residuals = new double[logReturns.Length];
        double variance = Options.InitialVolatility is { } initial ? initial * initial : EwmaFilter.MeanSquare(logReturns);
        for (int i = 0; i < logReturns.Length; i++)
        {
            if (variance == 0 && logReturns[i] != 0)
            {
                Throw.Row(nameof(logReturns), i, logReturns[i], "zero, as all volatility before it is forgotten");
            }

            _residuals[i] = variance == 0 ? 0 : logReturns[i] / Math.Sqrt(variance);
            variance = EwmaFilter.Next(variance, logReturns[i], Options.Decay);
        }

        NextVolatility = Math.Sqrt(variance);
        Volatility = NextVolatility / Math.Sqrt(Years.Of(interval));
    }

    /// <summary>The forecast for the next interval, by the year of 365 days.</summary>
    public override double Volatility { get; }

    /// <summary>The forecast for the next interval, by the interval: the filter's volatility after the last return.</summary>
    public double NextVolatility { get; }

    /// <summary>The time of one return.</summary>
    public TimeSpan Interval { get; }

    /// <summary>How returns are filtered and paths are drawn.</summary>
    public FilteredHistoricalOptions Options { get; }

    /// <summary>Each return over the volatility before it, the oldest first.</summary>
    public ReadOnlySpan<double> Residuals => _residuals;

    /// <summary>The standard error of a probability, for being counted on a finite number of paths: <c>√(p (1 − p) / paths)</c>. That the returns are a sample themselves is not part of it.</summary>
    /// <param name="probability">From 0 to 1, as a reach gives it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside its domain.</exception>
    public double StandardError(double probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(probability), probability, "from 0 to 1");
        }

        return Math.Sqrt(probability * (1 - probability) / Options.Paths);
    }

    /// <inheritdoc/>
    /// <remarks>Draws all paths: O(paths × intervals).</remarks>
    public override PriceReach Within(TimeSpan horizon) => new Reach(this, horizon);

    /// <inheritdoc/>
    protected override void DrawMoves(RandomStream stream, TimeSpan step, Span<double> moves, Span<double> lows, Span<double> highs)
    {
        (long whole, double part) = Split(step);
        var path = new FilteredPath(this, stream);
        for (int i = 0; i < moves.Length; i++)
        {
            path.Walk(whole, part, !lows.IsEmpty);
            moves[i] = path.Level;
            if (!lows.IsEmpty)
            {
                (lows[i], highs[i]) = (path.Low, path.High);
            }
        }
    }

    /// <summary>A time as whole intervals and the part of one that is left.</summary>
    private (long Whole, double Part) Split(TimeSpan time) => (time.Ticks / Interval.Ticks, time.Ticks % Interval.Ticks / (double)Interval.Ticks);
}
