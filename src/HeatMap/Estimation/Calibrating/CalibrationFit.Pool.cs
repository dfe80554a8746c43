using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <content>Several coins at once.</content>
public sealed partial class CalibrationFit
{
    /// <summary>Fits one mix to several markets together and then each market with that mix as its prior: coins differ, but less than their data are noisy.</summary>
    /// <param name="samples">At least one; all with the same distances, and the first one's prior mix is the prior of the common fit.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <returns>One fit a market, in the order given. A market whose own fit is rejected has the common mix, which is the prior it failed to beat.</returns>
    /// <exception cref="ArgumentException">There is no market, or distances differ.</exception>
    /// <remarks>Each market weighs alike in the common fit, whatever its size, and keeps its own scale of prints.</remarks>
    public static ImmutableArray<CalibrationFit> FitTogether(IReadOnlyList<MarketSample> samples, CalibrationFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0)
        {
            Throw.Argument(nameof(samples), "there must be a market, was none");
        }

        CalibrationFitOptions choices = options ?? CalibrationFitOptions.Default;
        DistanceMix prior = Started(samples[0].Prior, choices with { PoolsSides = true }).Mix;
        for (int i = 1; i < samples.Count; i++)
        {
            if (!samples[i].Prior.Mix.Select(c => c.Distance).SequenceEqual(prior.Select(c => c.Distance)))
            {
                Throw.Argument(nameof(samples), $"row {i}: distances must be those of row 0");
            }
        }

        DistanceMix common = Common(samples, prior, choices);
        var fits = ImmutableArray.CreateBuilder<CalibrationFit>(samples.Count);
        foreach (MarketSample sample in samples)
        {
            Calibration started = sample.Prior with { Mix = common };
            fits.Add(Fit(new MarketSample(sample.Bars, started, sample.Grid) { IsCensored = sample.IsCensored }, choices));
        }

        return fits.MoveToImmutable();
    }

    private static DistanceMix Common(IReadOnlyList<MarketSample> samples, DistanceMix prior, CalibrationFitOptions options)
    {
        // Rows are joined in a unit of their own, in which a scale or a clump of one market means nothing.
        MixFitOptions mix = options.Mix with { HeldOutShare = 0, PrintScale = null, Dispersion = null };
        DistanceMix now = prior;
        for (int round = 0; round < options.FilterRounds; round++)
        {
            List<MixRows> parts = [];
            List<double> scales = [];
            foreach (MarketSample sample in samples)
            {
                MixRows rows = new SweptBars(sample, sample.Prior with { Mix = now }, options, sample.Bars.Count).Rows(0, sample.Bars.Count, null);
                var ascent = new MixAscent(rows, Shares(now, Side.Long), mix);
                if (ascent.CanFit)
                {
                    ascent.Begin();
                    parts.Add(rows);
                    scales.Add(ascent.Scale);
                }
            }

            if (parts.Count == 0)
            {
                return now;
            }

            MixFit fit = MixFit.OfRows(MixRows.Joined(parts, scales), Shares(prior, Side.Long), mix);
            now = prior.WithExactShares(fit.Shares.AsSpan(), fit.Shares.AsSpan());
        }

        return now;
    }
}
