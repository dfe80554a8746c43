using FsCheck.Fluent;
using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class MarketBarsTests
{
    [Fact]
    public void Bars_OfFullColumns_AreThoseGiven_AndClean()
    {
        MarketBar[] given = [.. Enumerable.Range(0, 30).Select(i => Bars.At(i))];
        var bars = MarketBars.From(Bars.Columns(given));
        Assert.Equal(given, bars);
        Assert.Equal((30, Bars.Interval, true, 0), (bars.Count, bars.Interval, bars.Report.IsClean, bars.Report.IssueCount));
        Assert.Empty(bars.Report.MissingColumns);
        Assert.Equal(given, MarketBars.From(given, Bars.Interval));
        Assert.Equal(given[3], bars[3]);
        Assert.Equal(given[4], bars.Span[4]);
    }

    [Fact]
    public void Columns_ThatAreEmpty_AreMissing_AndNothingElseIsSaid()
    {
        MarketBarColumns full = Bars.Columns([.. Enumerable.Range(0, 30).Select(i => Bars.At(i))]);
        var bars = MarketBars.From(new() { Interval = full.Interval, OpenTimeUnixMs = full.OpenTimeUnixMs, Open = full.Open, High = full.High, Low = full.Low, Close = full.Close });
        Assert.Equal(Enum.GetValues<BarColumn>(), bars.Report.MissingColumns);
        Assert.True(bars.Report.IsClean);
        Assert.Equal((7, 7), (bars.Report.IssueCount, bars.Report.Count(BarFault.MissingColumn)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], bars.Report.Issues.Select(i => i.Value));
        Assert.All(bars, b => Assert.True(double.IsNaN(b.Volume) && double.IsNaN(b.OpenInterest) && b.LowestTrigger == 99 && b.HighestTrigger == 101));
    }

    [Fact]
    public void NoRows_AreNoBars()
    {
        var bars = MarketBars.From(Bars.Columns());
        Assert.Empty(bars);
        Assert.Equal((0, 0), (bars.Report.IssueCount, bars.Report.MissingColumns.Length));
    }

    [Fact]
    public void QuoteUnits_BecomeBase_BeforeAnyDifference()
    {
        // The price falls by a tenth, contracts stand still: value falls, positions do not.
        MarketBar[] given = [Bars.At(0), Bars.At(1, 100, 102, 90, 90)];
        MarketBarColumns columns = Bars.Columns(given) with
        {
            VolumeUnit = BarUnit.Quote,
            OpenInterestUnit = BarUnit.Quote,
            Volume = new double[] { 5_000, 50 * 95.5 },
            TakerBuyVolume = new double[] { 2_000, 20 * 95.5 },
            OpenInterest = new double[] { 100_000, 90_000 },
        };
        var bars = MarketBars.From(columns);
        Assert.Equal((50, 20, 1_000), (bars[0].Volume, bars[0].TakerBuyVolume, bars[0].OpenInterest));
        Assert.Equal((50, 20, 1_000), (bars[1].Volume, bars[1].TakerBuyVolume, bars[1].OpenInterest));
        Assert.Equal(1, bars.Report.Count(BarFault.RepeatedOpenInterest));

        // Taken for base, the same column is a change of ten thousand on a volume of fifty.
        Assert.Equal(1, MarketBars.From(Bars.Columns([given[0] with { OpenInterest = 100_000 }, given[1] with { OpenInterest = 90_000 }])).Report.Count(BarFault.OpenInterestBeyondVolume));
    }

    [Fact]
    public void Units_Commute() => Check.That(Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), n =>
    {
        double close = 0.001 * n, volume = 7.5 * n, open = 3.25 * n;
        MarketBar bar = Bars.At(0, close, close, close, close) with { Volume = volume, TakerBuyVolume = volume / 2, OpenInterest = open };
        MarketBarColumns quote = Bars.Columns(bar with { Volume = volume * close, TakerBuyVolume = volume / 2 * close, OpenInterest = open * close });
        MarketBar turned = MarketBars.From(quote with { VolumeUnit = BarUnit.Quote, OpenInterestUnit = BarUnit.Quote })[0];
        Expect.NearRelative(bar.Volume, turned.Volume);
        Expect.NearRelative(bar.TakerBuyVolume, turned.TakerBuyVolume);
        Expect.NearRelative(bar.OpenInterest, turned.OpenInterest);
    }));

    public static TheoryData<string, MarketBar, string> Unreadable => new()
    {
        { "zero low", Bars.At(1, low: 0), "row 1: Low must be finite and > 0, was 0" },
        { "NaN high", Bars.At(1, high: double.NaN), "row 1: High must be finite and > 0" },
        { "infinite high", Bars.At(1, high: double.PositiveInfinity), "row 1: High must be finite" },
        { "NaN open", Bars.At(1, open: double.NaN), "row 1: Open must be finite and > 0" },
        { "NaN close", Bars.At(1, close: double.NaN), "row 1: Close must be finite and > 0" },
        { "low over high", Bars.At(1, low: 102), "row 1: Low must be at most the high, 101, was 102" },
        { "open outside", Bars.At(1, open: 98), "row 1: Open must be from low to high, 99 to 101, was 98" },
        { "close outside", Bars.At(1, close: 101.5), "row 1: Close must be from low to high, 99 to 101, was 101.5" },
        { "mark zero", Bars.At(1) with { MarkLow = 0 }, "row 1: MarkLow must be finite and > 0, or NaN, was 0" },
        { "mark low over high", Bars.At(1) with { MarkLow = 101.5 }, "row 1: MarkLow must be at most the high" },
        { "mark close outside", Bars.At(1) with { MarkClose = 105 }, "row 1: MarkClose must be from low to high" },
        { "negative volume", Bars.At(1) with { Volume = -1 }, "row 1: Volume must be finite and >= 0, or NaN, was -1" },
        { "negative buys", Bars.At(1) with { TakerBuyVolume = -1 }, "row 1: TakerBuyVolume" },
        { "infinite interest", Bars.At(1) with { OpenInterest = double.PositiveInfinity }, "row 1: OpenInterest must be finite" },
        { "negative longs", Bars.At(1) with { LongLiquidations = -0.5 }, "row 1: LongLiquidations" },
        { "negative shorts", Bars.At(1) with { ShortLiquidations = -0.5 }, "row 1: ShortLiquidations" },
        { "infinite funding", Bars.At(1) with { FundingRate = double.NegativeInfinity }, "row 1: FundingRate must be finite or NaN" },
        { "same time", Bars.At(0), "row 1: OpenTimeUnixMs must be after that of the row before" },
        { "back in time", Bars.At(-1), "row 1: OpenTimeUnixMs must be after that of the row before" },
        { "off the lattice", Bars.At(1) with { OpenTimeUnixMs = Bars.Start + 1 }, "row 1: OpenTimeUnixMs must be a whole number of intervals of 300000 ms" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Bars_ThatCannotBeRead_AreRefused_ByName(string what, MarketBar bar, string message)
    {
        Assert.NotEmpty(what);
        Expect.Throws<ArgumentOutOfRangeException>(() => MarketBars.From(Bars.Columns(Bars.At(0), bar)), message);
        Expect.Throws<ArgumentOutOfRangeException>(() => MarketBars.From([Bars.At(0), bar], Bars.Interval), message);

        var checker = new BarChecker(Bars.Interval);
        checker.Add(Bars.At(0));
        Expect.Throws<ArgumentOutOfRangeException>(() => checker.Add(bar), message);
        Assert.Equal(1, checker.Count);
        Assert.Empty(checker.Add(Bars.At(1)));
    }

    [Fact]
    public void Columns_OfOtherLengths_AreRefused_ByName()
    {
        MarketBarColumns columns = Bars.Columns(Bars.At(0), Bars.At(1));
        double[] one = [100];
        Expect.Throws<ArgumentException>(() => MarketBars.From(columns with { Close = one }), "Close must have as many rows as OpenTimeUnixMs (2), had 1");
        Expect.Throws<ArgumentException>(() => MarketBars.From(columns with { Open = default }), "Open must have as many rows", "had 0");
        Expect.Throws<ArgumentException>(() => MarketBars.From(columns with { MarkLow = one }), "MarkLow must have");
        Expect.Throws<ArgumentException>(() => MarketBars.From(columns with { FundingRate = one }), "FundingRate must have");
        Assert.Throws<ArgumentNullException>(() => MarketBars.From(null!));
        Assert.Throws<ArgumentNullException>(() => columns with { Scopes = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => columns with { VolumeUnit = default });
        Assert.Throws<ArgumentOutOfRangeException>(() => columns with { OpenInterestUnit = (BarUnit)3 });
        Assert.Throws<ArgumentOutOfRangeException>(() => columns with { Interval = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => columns with { Interval = TimeSpan.FromTicks(15_000) });
    }

    [Fact]
    public void AQuoteVolume_ThatCannotBeRead_IsShownAsGiven()
    {
        MarketBarColumns columns = Bars.Columns(Bars.At(0)) with { VolumeUnit = BarUnit.Quote, Volume = new double[] { -700 } };
        Expect.Throws<ArgumentOutOfRangeException>(() => MarketBars.From(columns), "row 0: Volume", "was -700");
    }
}
