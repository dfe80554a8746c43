using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>An experiment: a full feed is throttled as another venue throttles its own, and what is lost is measured by how busy the window was and how far price moved.</summary>
/// <remarks>
/// <para>The rule is that of Binance since April 2021: of all liquidations of a symbol within a second, only the latest is published. No law of arrivals is assumed, so clusters are in the result; it
/// can then correct the bars of a feed that is throttled by nature.</para>
/// <para>Immutable. Source: docs/method/calibration.md.</para>
/// </remarks>
public sealed class SelfThrottling
{
    private static readonly double[] FractionEdges = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95, 1];
    private static readonly double[] ReturnEdges = [0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, double.PositiveInfinity];

    private readonly double _censoredFrom;

    private SelfThrottling(Tally fractions, Tally returns, Totals totals, SelfThrottlingOptions options)
    {
        ByFraction = fractions.Bins();
        ByReturn = returns.Bins();
        (TrueAmount, ObservedAmount) = (totals.True, totals.Observed);
        (TruePrints, ObservedPrints) = (totals.TruePrints, totals.ObservedPrints);
        LargestReturn = totals.LargestReturn;
        Window = options.Window;
        _censoredFrom = options.Thinning.CensoredFrom;
    }

    /// <summary>The length of a window.</summary>
    public TimeSpan Window { get; }

    /// <summary>Windows by the share of their seconds with a print.</summary>
    public ImmutableArray<ThrottlingBin> ByFraction { get; }

    /// <summary>Windows by the size of their return, <c>|ln(close/open)|</c>; empty bins where no bars were given.</summary>
    public ImmutableArray<ThrottlingBin> ByReturn { get; }

    /// <summary>What was liquidated.</summary>
    public double TrueAmount { get; }

    /// <summary>What the throttled feed would have shown.</summary>
    public double ObservedAmount { get; }

    /// <summary>How many liquidations there were.</summary>
    public long TruePrints { get; }

    /// <summary>How many the throttled feed would have shown.</summary>
    public long ObservedPrints { get; }

    /// <summary>The largest return of a window; NaN where no bars were given.</summary>
    public double LargestReturn { get; }

    /// <summary>True over observed amount; NaN where there was nothing.</summary>
    public double Undercount => ObservedAmount > 0 ? TrueAmount / ObservedAmount : double.NaN;

    /// <summary>Throttles a full feed of one symbol.</summary>
    /// <param name="prints">In time order; of two at one time the later in the list is the latest.</param>
    /// <param name="bars">Bars of the window's length for the returns, in time order; null where only busyness matters. Prints outside of all bars count in busyness alone.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">A print or a bar is outside its domain or out of order; the message names the row.</exception>
    /// <remarks>O(prints + bars).</remarks>
    public static SelfThrottling Run(ReadOnlySpan<FeedPrint> prints, IReadOnlyList<MarketBar>? bars = null, SelfThrottlingOptions? options = null)
    {
        SelfThrottlingOptions choices = options ?? SelfThrottlingOptions.Default;
        Check(prints);
        long window = (long)choices.Window.TotalMilliseconds;
        int seconds = (int)(window / 1000);
        Tally fractions = new(FractionEdges), returns = new(ReturnEdges);
        var totals = new Totals { LargestReturn = double.NaN };
        int bar = 0;
        if (bars is not null)
        {
            CheckBars(bars, window);
            foreach (MarketBar one in bars)
            {
                double size = Size(one);
                totals.LargestReturn = double.IsNaN(totals.LargestReturn) ? size : Math.Max(totals.LargestReturn, size);
            }
        }

        for (int i = 0; i < prints.Length;)
        {
            // Windows are those of the bars where there are any, else whole multiples of their length.
            long start = Floor(prints[i].TimeUnixMs, window) * window;
            double size = double.NaN;
            if (bars is not null)
            {
                while (bar < bars.Count && bars[bar].OpenTimeUnixMs + window <= prints[i].TimeUnixMs)
                {
                    bar++;
                }

                if (bar < bars.Count && bars[bar].OpenTimeUnixMs <= prints[i].TimeUnixMs)
                {
                    (start, size) = (bars[bar].OpenTimeUnixMs, Size(bars[bar]));
                }
                else
                {
                    // A window that no bar covers must not reach into one that does.
                    start = bar < bars.Count ? Math.Min(start, bars[bar].OpenTimeUnixMs - window) : start;
                }
            }

            double truth = 0, observed = 0;
            int busy = 0;
            long end = start + window;
            for (; i < prints.Length && prints[i].TimeUnixMs < end; i++)
            {
                truth += prints[i].Amount;
                totals.TruePrints++;
                if (i + 1 == prints.Length || Floor(prints[i + 1].TimeUnixMs, 1000) != Floor(prints[i].TimeUnixMs, 1000) || prints[i + 1].TimeUnixMs >= end)
                {
                    observed += prints[i].Amount;
                    busy++;
                }
            }

            totals.True += truth;
            totals.Observed += observed;
            totals.ObservedPrints += busy;
            fractions.Add(Math.Min((double)busy / seconds, 1), truth, observed);
            if (!double.IsNaN(size))
            {
                returns.Add(size, truth, observed);
            }
        }

        return new(fractions, returns, totals, choices);
    }

    /// <summary>Scales the liquidations of bars from a throttled feed by how many of their seconds had a print.</summary>
    /// <param name="bars">The bars.</param>
    /// <param name="observedFractions">For each bar the share of its seconds with a print; NaN where unknown, and then the bar stays as it is.</param>
    /// <returns>The bars; those that were busy to saturation are marked as censored.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a fraction is outside its domain; the message names the row.</exception>
    public CorrectedBars Correct(IReadOnlyList<MarketBar> bars, ReadOnlySpan<double> observedFractions)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (observedFractions.Length != bars.Count)
        {
            Throw.Argument(nameof(observedFractions), $"there must be {bars.Count} fractions, one a bar, were {observedFractions.Length}");
        }

        var corrected = ImmutableArray.CreateBuilder<MarketBar>(bars.Count);
        var censored = ImmutableArray.CreateBuilder<bool>(bars.Count);
        for (int i = 0; i < observedFractions.Length; i++)
        {
            double fraction = observedFractions[i];
            if (!(double.IsNaN(fraction) || fraction is >= 0 and <= 1))
            {
                Throw.Row(nameof(observedFractions), i, fraction, "from 0 to 1, or NaN where unknown");
            }

            corrected.Add(Scaled(bars[i], double.IsNaN(fraction) ? 1 : MultiplierAt(ByFraction, fraction)));
            censored.Add(fraction >= _censoredFrom);
        }

        return new(corrected.MoveToImmutable(), censored.MoveToImmutable());
    }

    /// <summary>Scales the liquidations of bars from a throttled feed by how far price moved in them, where nothing else is known.</summary>
    /// <param name="bars">Bars of the experiment's window.</param>
    /// <returns>The bars; those that moved farther than any window of the experiment are marked as censored.</returns>
    /// <exception cref="InvalidOperationException">The experiment was run without bars.</exception>
    public CorrectedBars Correct(IReadOnlyList<MarketBar> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (double.IsNaN(LargestReturn))
        {
            throw new InvalidOperationException("the experiment was run without bars, so it knows nothing of returns");
        }

        var corrected = ImmutableArray.CreateBuilder<MarketBar>(bars.Count);
        var censored = ImmutableArray.CreateBuilder<bool>(bars.Count);
        foreach (MarketBar bar in bars)
        {
            double size = Size(bar);
            corrected.Add(Scaled(bar, MultiplierAt(ByReturn, size)));
            censored.Add(size > LargestReturn);
        }

        return new(corrected.MoveToImmutable(), censored.MoveToImmutable());
    }

    /// <summary>The overall result, in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{TruePrints} liquidations, {ObservedPrints} shown; amount undercounted {Undercount:G4} times");

    private static MarketBar Scaled(MarketBar bar, double multiplier) =>
        bar with { LongLiquidations = bar.LongLiquidations * multiplier, ShortLiquidations = bar.ShortLiquidations * multiplier };

    /// <summary>The multiplier of a bin; of the nearest one below that was filled where it is empty, then of the nearest above.</summary>
    private static double MultiplierAt(ImmutableArray<ThrottlingBin> bins, double place)
    {
        int at = 0;
        while (at < bins.Length - 1 && place >= bins[at].To)
        {
            at++;
        }

        for (int below = at; below >= 0; below--)
        {
            if (bins[below].ObservedAmount > 0)
            {
                return bins[below].Multiplier;
            }
        }

        for (int above = at + 1; above < bins.Length; above++)
        {
            if (bins[above].ObservedAmount > 0)
            {
                return bins[above].Multiplier;
            }
        }

        return 1;
    }

    private static double Size(in MarketBar bar) => Math.Abs(Math.Log(bar.Close / bar.Open));

    private static long Floor(long value, long unit)
    {
        long quotient = value / unit;
        return value % unit < 0 ? quotient - 1 : quotient;
    }

    private static void Check(ReadOnlySpan<FeedPrint> prints)
    {
        for (int i = 0; i < prints.Length; i++)
        {
            if (!Enum.IsDefined(prints[i].Side))
            {
                Throw.Argument(nameof(prints), $"row {i}: Side must be Long or Short, was {prints[i].Side}");
            }

            if (!(prints[i].Amount >= 0 && prints[i].Amount < double.PositiveInfinity))
            {
                Throw.Row("Amount", i, prints[i].Amount, "finite and >= 0");
            }

            if (i > 0 && prints[i].TimeUnixMs < prints[i - 1].TimeUnixMs)
            {
                Throw.Argument(nameof(prints), $"row {i}: TimeUnixMs must not be before that of the row above, {prints[i - 1].TimeUnixMs}, was {prints[i].TimeUnixMs}");
            }
        }
    }

    private static void CheckBars(IReadOnlyList<MarketBar> bars, long window)
    {
        for (int i = 0; i < bars.Count; i++)
        {
            if (!(Guard.IsPositive(bars[i].Open) && Guard.IsPositive(bars[i].Close)))
            {
                Throw.Row("bars", i, Guard.IsPositive(bars[i].Open) ? bars[i].Close : bars[i].Open, "with finite open and close > 0");
            }

            if (i > 0 && bars[i].OpenTimeUnixMs < bars[i - 1].OpenTimeUnixMs + window)
            {
                Throw.Argument(nameof(bars), $"row {i}: OpenTimeUnixMs must be at least {window} ms after that of the row above, {bars[i - 1].OpenTimeUnixMs}, was {bars[i].OpenTimeUnixMs}");
            }
        }
    }

    /// <summary>Sums over all windows.</summary>
    private sealed class Totals
    {
        public double True { get; set; }

        public double Observed { get; set; }

        public long TruePrints { get; set; }

        public long ObservedPrints { get; set; }

        public double LargestReturn { get; set; }
    }

    /// <summary>Sums by bin.</summary>
    private sealed class Tally(double[] edges)
    {
        private readonly int[] _windows = new int[edges.Length - 1];
        private readonly double[] _true = new double[edges.Length - 1], _observed = new double[edges.Length - 1];

        public void Add(double place, double truth, double observed)
        {
            int bin = 0;
            while (bin < _windows.Length - 1 && place >= edges[bin + 1])
            {
                bin++;
            }

            _windows[bin]++;
            _true[bin] += truth;
            _observed[bin] += observed;
        }

        public ImmutableArray<ThrottlingBin> Bins() => [.. _windows.Select((windows, i) => new ThrottlingBin(edges[i], edges[i + 1], windows, _true[i], _observed[i]))];
    }
}
