using System.Collections.Immutable;
using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class CalibrationFitTests
{
    private const long Hour = 3_600_000;

    private static readonly BandGrid Grid = BandGrid.Geometric(0.002, new(20, 500));

    private static readonly DistanceMix Distances = DistanceMix.Flat([0.004, 0.01, 0.025, 0.06, 0.15, 0.5], 0.3);

    private static readonly double[] TrueShares = [0.02, 0.08, 0.04, 0.16, 0.2, 0.2, 0.3];

    [Fact]
    public void Fit_BarsOfAMarketWithAnotherMix_FindsTheSweptClasses()
    {
        MarketBar[] bars = Market(1500, 1);
        Calibration prior = Prior(Distances);
        CalibrationFit fit = CalibrationFit.Fit(bars, prior, Grid, new() { Mix = new() { PriorStrength = 0.002 } });
        Assert.True(fit.IsAccepted, fit.Rejection);
        Assert.True(fit.HeldOutScore > fit.PriorHeldOutScore);
        MixFit last = Assert.Single(fit.Fits);

        // Prints tell how the swept classes divide what is theirs, so their shares are compared with each other.
        int[] learnt = [.. Enumerable.Range(0, 7).Where(c => last.Learnt[c])];
        Assert.True(learnt.Length >= 4, string.Join(' ', learnt));
        double fitted = learnt.Sum(c => fit.Calibration.Mix[c].LongShare), truth = learnt.Sum(c => TrueShares[c]);
        foreach (int c in learnt.Where(c => last.RelativeError(c) < 0.05))
        {
            Expect.NearRelative(TrueShares[c] / truth, fit.Calibration.Mix[c].LongShare / fitted, 0.25, $"class {c}");
        }

        Assert.All(Enumerable.Range(0, 7).Except(learnt), c => Expect.SameBits(prior.Mix[c].LongShare, fit.Calibration.Mix[c].LongShare));
        Expect.SameBits(prior.Mix.InertShare(Side.Long), fit.Calibration.Mix.InertShare(Side.Long));
        Assert.Equal(7, fit.Calibration.Information.Length);
        Assert.Equal((bars[0].OpenTimeUnixMs, bars[^1].OpenTimeUnixMs + Hour), (fit.Calibration.WindowStartUnixMs, fit.Calibration.WindowEndUnixMs));
        Assert.Equal(TimeSpan.FromHours(1), fit.Calibration.Interval);
        Assert.Equal(VolumeUse.ByRange, fit.Calibration.Volume);
        Assert.False(fit.Calibration.IsValidated);
        Assert.Equal("test", fit.Calibration.LiquidationScope);
    }

    [Fact]
    public void Fit_TwoSides_HaveAMixEach()
    {
        MarketBar[] bars = Market(800, 2);
        CalibrationFit fit = CalibrationFit.Fit(bars, Prior(Distances), Grid, new() { PoolsSides = false, FilterRounds = 3, Scopes = MarketScopes.All("venue"), AsOf = new(2026, 1, 2) });
        Assert.Equal(2, fit.Fits.Length);
        Assert.True(fit.IsAccepted, fit.Rejection);
        Assert.NotEqual(fit.Calibration.Mix, fit.Calibration.Mix.Mirrored());
        Assert.Equal(("venue", "venue", new DateOnly(2026, 1, 2)), (fit.Calibration.OpenInterestScope, fit.Calibration.LiquidationScope, fit.Calibration.AsOf));
        Expect.NearRelative(TrueScale(fit.Calibration), fit.Calibration.PrintScale, 0.3);
    }

    [Fact]
    public void Fit_WithoutLiquidations_IsRejectedAndKeepsThePrior()
    {
        MarketBar[] bars = [.. Market(200, 3).Select(b => b with { LongLiquidations = double.NaN, ShortLiquidations = double.NaN })];
        Calibration prior = Prior(Distances);
        CalibrationFit fit = CalibrationFit.Fit(bars, prior, Grid);
        Assert.False(fit.IsAccepted);
        Assert.NotNull(fit.Rejection);
        Assert.Same(prior, fit.Calibration);
    }

    [Fact]
    public void Fit_AFewCensoredBars_AreLowerBounds()
    {
        MarketBar[] bars = Market(800, 4);
        double[] sorted = [.. bars.Select(b => b.LongLiquidations + b.ShortLiquidations).Where(double.IsFinite).Order()];
        double large = sorted[sorted.Length * 9 / 10];
        ImmutableArray<bool> marks = [.. bars.Select(b => b.LongLiquidations + b.ShortLiquidations > large)];
        MarketBar[] throttled = [.. bars.Select((b, i) => marks[i] ? b with { LongLiquidations = b.LongLiquidations / 5, ShortLiquidations = b.ShortLiquidations / 5 } : b)];
        CalibrationFitOptions options = new() { FilterRounds = 3, Mix = new() { HeldOutShare = 0, PriorStrength = 0.002 } };
        Calibration prior = Prior(Distances), full = CalibrationFit.Fit(bars, prior, Grid, options).Calibration;
        double naive = Off(CalibrationFit.Fit(throttled, prior, Grid, options).Calibration);
        CalibrationFitOptions held = options with { Mix = options.Mix with { PrintScale = full.PrintScale } };
        double censored = Off(CalibrationFit.Fit(new MarketSample(throttled, prior, Grid) { IsCensored = marks }, held).Calibration);
        Assert.True(censored < naive, $"censored {censored}, naive {naive}");

        double Off(Calibration calibration) => calibration.Mix.Zip(full.Mix).Sum(p => Math.Abs(p.First.LongShare - p.Second.LongShare));
    }

    [Fact]
    public void FitTogether_CoinsOfOneMix_HelpTheOneWithFewBars()
    {
        MarketBar[] many = Market(1000, 5), few = Market(150, 6);
        Calibration prior = Prior(Distances);
        ImmutableArray<CalibrationFit> fits = CalibrationFit.FitTogether(
            [new(many, prior, Grid), new(few, prior with { BaseAsset = "ETH" }, Grid)], new() { FilterRounds = 2, Mix = new() { PriorStrength = 0.05, HeldOutShare = 0 } });
        CalibrationFit alone = CalibrationFit.Fit(few, prior, Grid, new() { FilterRounds = 2, Mix = new() { PriorStrength = 0.05, HeldOutShare = 0 } });
        Assert.Equal(["BTC", "ETH"], fits.Select(f => f.Calibration.BaseAsset));
        Assert.True(Off(fits[1]) < Off(alone), $"together {Off(fits[1])}, alone {Off(alone)}");
        Expect.Throws<ArgumentException>(() => CalibrationFit.FitTogether([]), "samples");
        Expect.Throws<ArgumentException>(() => CalibrationFit.FitTogether([new(few, prior, Grid), new(few, Prior(DistanceMix.Flat([0.1], 0)), Grid)]), "row 1", "distances");

        static double Off(CalibrationFit fit) => fit.Calibration.Mix.Select((c, i) => Math.Abs(c.LongShare - TrueShares[i])).Sum();
    }

    [Fact]
    public void ProfilePositioningShare_ScoresEachValue_AndPrefersTheTruthToNone()
    {
        MarketBar[] bars = Market(600, 7);
        ImmutableArray<ProfilePoint> points = CalibrationFit.ProfilePositioningShare(bars, Prior(Distances), Grid, [0, 0.1, 1], new() { FilterRounds = 2 });
        Assert.Equal([0, 0.1, 1], points.Select(p => p.Value));
        Assert.True(points[1].Score > points[0].Score, $"{points[0]} {points[1]}");
        Assert.All(points, p => Assert.True(double.IsFinite(p.Score)));
        Expect.Throws<ArgumentOutOfRangeException>(() => CalibrationFit.ProfilePositioningShare(bars, Prior(Distances), Grid, [0.1, 2]), "row 1", "values", "from 0 to 1", "2");
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentException>(() => CalibrationFit.Fit([], Prior(Distances), Grid), "bars");
        Expect.Throws<ArgumentException>(() => _ = new MarketSample(Market(3, 1), Prior(Distances), Grid) { IsCensored = [true] }, "IsCensored", "3", "1");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CalibrationFitOptions { FilterRounds = 0 }, "FilterRounds", "at least 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CalibrationFitOptions { WarmUp = TimeSpan.FromSeconds(-1) }, "WarmUp", "-1");
    }

    private static Calibration Prior(DistanceMix mix) => new() { BaseAsset = "BTC", Mix = mix, OpenInterestScope = "test", LiquidationScope = "test" };

    private static double TrueScale(Calibration calibration) => 0.22 * TrueShares[..5].Sum() / Enumerable.Range(0, 5).Sum(c => calibration.Mix[c].LongShare);

    /// <summary>Hours of a random walk whose liquidations are what a filter with the true mix sweeps, with noise.</summary>
    private static MarketBar[] Market(int count, long seed)
    {
        RandomStream random = new(seed, 0);
        var bars = new MarketBar[count];
        PositionEstimator truth = new(Prior(Distances.WithShares(TrueShares)), Grid);
        double price = 100, openInterest = 10_000;
        for (int i = 0; i < count; i++)
        {
            double volatility = 0.008 * Math.Exp(0.6 * random.Normal((8 * i) + 1)), open = price;
            price = Math.Clamp(price * Math.Exp(volatility * random.Normal(8 * i)), 40, 250);
            openInterest *= Math.Exp(0.003 * random.Normal((8 * i) + 2));
            double reach = volatility * 0.6;
            bars[i] = new(i * Hour, open, Math.Max(open, price) * Math.Exp(reach * random.Uniform((8 * i) + 3)), Math.Min(open, price) * Math.Exp(-reach * random.Uniform((8 * i) + 4)), price)
            {
                OpenInterest = openInterest,
                Volume = openInterest * 0.07 * Math.Exp(0.4 * random.Normal((8 * i) + 5)),
            };
            truth.Add(bars[i]);
            double middle = (bars[i].High + bars[i].Low) / 2;
            bars[i] = bars[i] with
            {
                LongLiquidations = 0.22 * truth.Forced(Side.Long) * middle * Math.Exp(0.3 * random.Normal((8 * i) + 6)),
                ShortLiquidations = 0.22 * truth.Forced(Side.Short) * middle * Math.Exp(0.3 * random.Normal((8 * i) + 7)),
            };
        }

        return bars;
    }
}
