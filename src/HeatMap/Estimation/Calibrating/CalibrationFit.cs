using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>A calibration fitted to bars with published liquidations: the filter sweeps, shares are fitted to what it swept, and it sweeps again.</summary>
/// <remarks>
/// <para>A fit must beat the prior on the last part of the bars, with the filter run anew over all of them; otherwise it is rejected, and the calibration is the prior's.</para>
/// <para>Immutable. Source: docs/method/calibration.md.</para>
/// </remarks>
public sealed partial class CalibrationFit
{
    private CalibrationFit(Calibration calibration, ImmutableArray<MixFit> fits, string? rejection, double heldOut, double priorHeldOut)
    {
        (Calibration, Fits, Rejection) = (calibration, fits, rejection);
        (HeldOutScore, PriorHeldOutScore) = (heldOut, priorHeldOut);
    }

    /// <summary>The fitted calibration, or the prior where the fit was rejected. Not marked as validated: a held-out part of the fit's own bars is no independent score.</summary>
    public Calibration Calibration { get; }

    /// <summary>The last fit of shares: one for both sides, or those of longs and of shorts.</summary>
    public ImmutableArray<MixFit> Fits { get; }

    /// <summary>Why the fit was rejected; null where it was not.</summary>
    public string? Rejection { get; }

    /// <summary>Whether the calibration is a fitted one.</summary>
    public bool IsAccepted => Rejection is null;

    /// <summary>The logarithm of the likelihood per unit of print of held-out bars; NaN where none were held out.</summary>
    public double HeldOutScore { get; }

    /// <summary>The same for the prior's mix, with a scale fitted on the same bars.</summary>
    public double PriorHeldOutScore { get; }

    /// <summary>Fits a calibration to one market.</summary>
    /// <param name="bars">In time order, with open interest and liquidations; at least a week of hours is sensible.</param>
    /// <param name="prior">What is believed before.</param>
    /// <param name="grid">A geometric grid that covers the bars' prices.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no bar, or the filter refuses one.</exception>
    /// <remarks>Runs the filter about 2 × rounds + 2 times. Allocates some numbers a bar, side and class.</remarks>
    public static CalibrationFit Fit(IReadOnlyList<MarketBar> bars, Calibration prior, BandGrid grid, CalibrationFitOptions? options = null) => Fit(new(bars, prior, grid), options);

    /// <summary>Fits a calibration to one market.</summary>
    /// <param name="sample">The market, with marks for censored bars where there are any.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The filter refuses a bar.</exception>
    public static CalibrationFit Fit(MarketSample sample, CalibrationFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        CalibrationFitOptions choices = options ?? CalibrationFitOptions.Default;
        int bars = sample.Bars.Count, first = bars - (int)(bars * choices.Mix.HeldOutShare);
        double heldOut = double.NaN, priorHeldOut = double.NaN;
        string? rejection = null;
        Calibration start = Started(sample.Prior, choices);
        if (first < bars)
        {
            (Calibration before, _) = Shaped(sample, start, choices, first);
            heldOut = Score(sample, before, choices, first);
            priorHeldOut = Score(sample, start, choices, first);
            rejection = double.IsNaN(heldOut) ? "too little was published or swept to hold a part out" : MixFit.Judged(heldOut, priorHeldOut);
        }

        (Calibration fitted, ImmutableArray<MixFit> fits) = Shaped(sample, start, choices, bars);
        rejection ??= fits.Select(f => f.Rejection).FirstOrDefault(r => r is not null);
        return new(rejection is null ? Described(fitted, sample, choices, fits) : sample.Prior, fits, rejection, heldOut, priorHeldOut);
    }

    /// <summary>How well each of several positioning shares does on the held-out bars when mix and scale are fitted to it: a profile of the likelihood.</summary>
    /// <param name="bars">In time order, with open interest, volume and liquidations.</param>
    /// <param name="prior">What is believed before; its own positioning share does not enter.</param>
    /// <param name="grid">A geometric grid that covers the bars' prices.</param>
    /// <param name="values">Positioning shares to try, each from 0 to 1; 0.02 to 0.3 are plausible.</param>
    /// <param name="options">Choices; null for the defaults. Without held-out bars the scores are those of the fitted ones.</param>
    /// <returns>One point a value, in the order given.</returns>
    /// <exception cref="ArgumentException">A value is outside its domain, or the filter refuses a bar.</exception>
    /// <remarks>The profile is flat: a threefold error costs little. Prefer position snapshots where there are any.</remarks>
    public static ImmutableArray<ProfilePoint> ProfilePositioningShare(
        IReadOnlyList<MarketBar> bars, Calibration prior, BandGrid grid, ReadOnlySpan<double> values, CalibrationFitOptions? options = null)
    {
        var sample = new MarketSample(bars, prior, grid);
        CalibrationFitOptions choices = options ?? CalibrationFitOptions.Default;
        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] is >= 0 and <= 1))
            {
                Throw.Row(nameof(values), i, values[i], "from 0 to 1");
            }
        }

        int held = (int)(bars.Count * choices.Mix.HeldOutShare), first = bars.Count - held;
        var points = ImmutableArray.CreateBuilder<ProfilePoint>(values.Length);
        foreach (double value in values)
        {
            (Calibration fitted, _) = Shaped(sample, Started(prior, choices) with { PositioningShare = value }, choices, first);
            points.Add(new(value, Score(sample, fitted, choices, held > 0 ? first : 0)));
        }

        return points.MoveToImmutable();
    }

    /// <summary>The prior with one mix for both sides, where they are to share one.</summary>
    internal static Calibration Started(Calibration prior, CalibrationFitOptions options)
    {
        if (!options.PoolsSides)
        {
            return prior;
        }

        double[] shares = new double[prior.Mix.Count];
        bool differ = false;
        for (int c = 0; c < shares.Length; c++)
        {
            DistanceClass own = prior.Mix[c];
            differ |= own.LongShare != own.ShortShare;
            shares[c] = (own.LongShare + own.ShortShare) / 2;
        }

        return differ ? prior with { Mix = prior.Mix.WithShares(shares) } : prior;
    }

    internal static double[] Shares(DistanceMix mix, Side side)
    {
        double[] shares = new double[mix.Count];
        for (int c = 0; c < shares.Length; c++)
        {
            shares[c] = mix[c].Share(side);
        }

        return shares;
    }

    /// <summary>Sweep and fit in turn, over the first bars.</summary>
    private static (Calibration Fitted, ImmutableArray<MixFit> Fits) Shaped(MarketSample sample, Calibration start, CalibrationFitOptions options, int bars)
    {
        MixFitOptions mix = options.Mix with { HeldOutShare = 0 };
        Calibration now = start;
        ImmutableArray<MixFit> fits = [];
        for (int round = 0; round < options.FilterRounds; round++)
        {
            var swept = new SweptBars(sample, now, options, bars);
            if (options.PoolsSides)
            {
                MixFit fit = MixFit.OfRows(swept.Rows(0, bars, null), Shares(start.Mix, Side.Long), mix);
                fits = [fit];
                now = fit.IsAccepted ? now with { Mix = start.Mix.WithExactShares(fit.Shares.AsSpan(), fit.Shares.AsSpan()), PrintScale = fit.PrintScale } : now;
            }
            else
            {
                MixFit longs = MixFit.OfRows(swept.Rows(0, bars, Side.Long), Shares(start.Mix, Side.Long), mix);
                MixFit shorts = MixFit.OfRows(swept.Rows(0, bars, Side.Short), Shares(start.Mix, Side.Short), mix);
                fits = [longs, shorts];

                // A calibration has one scale: that of both sides' prints over what both sides swept.
                now = longs.IsAccepted && shorts.IsAccepted ? now with { Mix = start.Mix.WithExactShares(longs.Shares.AsSpan(), shorts.Shares.AsSpan()) } : now;
                now = now with { PrintScale = CommonScale(swept, bars, longs, shorts, mix) ?? now.PrintScale };
            }

            if (fits.Any(f => !f.IsAccepted))
            {
                break;
            }
        }

        return (now, fits);
    }

    private static double? CommonScale(SweptBars swept, int bars, MixFit longs, MixFit shorts, MixFitOptions options)
    {
        if (!longs.IsAccepted || !shorts.IsAccepted || options.PrintScale is not null)
        {
            return options.PrintScale;
        }

        double longPrints = swept.Rows(0, bars, Side.Long).TotalPrints, shortPrints = swept.Rows(0, bars, Side.Short).TotalPrints;
        return (longPrints + shortPrints) / ((longPrints / longs.PrintScale) + (shortPrints / shorts.PrintScale));
    }

    /// <summary>The score of the bars from a place on, with the scale of those before it; of all bars where the place is the first.</summary>
    private static double Score(MarketSample sample, Calibration calibration, CalibrationFitOptions options, int first)
    {
        int bars = sample.Bars.Count;
        var swept = new SweptBars(sample, calibration, options, bars);
        double sum = 0, prints = 0;
        foreach (Side? side in options.PoolsSides ? (Side?[])[null] : [Side.Long, Side.Short])
        {
            MixRows all = swept.Rows(0, bars, side), unseen = first > 0 ? swept.Rows(first, bars - first, side) : all;
            var ascent = new MixAscent(first > 0 ? swept.Rows(0, first, side) : all, Shares(calibration.Mix, side ?? Side.Long), options.Mix);
            if (!ascent.CanFit || unseen.TotalPrints == 0)
            {
                return double.NaN;
            }

            ascent.Begin();
            sum += ascent.Score(unseen) * unseen.TotalPrints;
            prints += unseen.TotalPrints;
        }

        return sum / prints;
    }

    private static Calibration Described(Calibration fitted, MarketSample sample, CalibrationFitOptions options, ImmutableArray<MixFit> fits)
    {
        IReadOnlyList<MarketBar> bars = sample.Bars;
        TimeSpan? interval = bars.Count > 1 ? TimeSpan.FromMilliseconds(Shortest(bars)) : fitted.Interval;
        long end = bars[bars.Count - 1].OpenTimeUnixMs + (long)(interval?.TotalMilliseconds ?? 0);
        var information = ImmutableArray.CreateBuilder<double>(fitted.Mix.Count);
        for (int c = 0; c < fitted.Mix.Count; c++)
        {
            double sum = 0;
            foreach (MixFit fit in fits)
            {
                sum += fit.Information[c];
            }

            information.Add(sum);
        }

        return fitted with
        {
            IsValidated = false,
            AsOf = options.AsOf ?? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(end).UtcDateTime),
            Interval = interval,
            Volume = (options.Estimator ?? PositionEstimatorOptions.Default).Volume,
            WindowStartUnixMs = bars[0].OpenTimeUnixMs,
            WindowEndUnixMs = end,
            Information = information.MoveToImmutable(),
            OpenInterestScope = options.Scopes?.OpenInterest ?? fitted.OpenInterestScope,
            LiquidationScope = options.Scopes?.Liquidations ?? fitted.LiquidationScope,
        };
    }

    private static long Shortest(IReadOnlyList<MarketBar> bars)
    {
        long shortest = long.MaxValue;
        for (int i = 1; i < bars.Count; i++)
        {
            shortest = Math.Min(shortest, bars[i].OpenTimeUnixMs - bars[i - 1].OpenTimeUnixMs);
        }

        return shortest;
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => IsAccepted
        ? string.Create(CultureInfo.InvariantCulture, $"accepted: held-out score {HeldOutScore:0.####}, before {PriorHeldOutScore:0.####}; {Calibration}")
        : string.Create(CultureInfo.InvariantCulture, $"rejected: {Rejection}");
}
