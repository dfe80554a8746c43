using FsCheck.Fluent;
using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class CalibrationTextTests
{
    private const string Golden = """
        heatmap-calibration 1
        base-asset "BTC"
        validated no
        as-of 2026-02-12
        open-interest-scope "binance"
        liquidation-scope "a \"b\" \\ \u000a#"
        interval 01:00:00
        volume reported
        window-start-unix-ms -5
        window-end-unix-ms 1770940800000
        positioning-share 0.1
        turnover-per-day 1.7
        print-scale 0.22
        elasticity 0.27
        class 0.002 0.25 0.5
        class 0.1 0.5 0.25
        class inf 0.25 0.25
        information 12.5 0 1E-300

        """;

    private static Calibration Example => new()
    {
        BaseAsset = "BTC",
        Mix = new(new DistanceClass(0.002, 0.25, 0.5), new DistanceClass(0.1, 0.5, 0.25), new DistanceClass(double.PositiveInfinity, 0.25, 0.25)),
        AsOf = new(2026, 2, 12),
        PositioningShare = 0.1,
        TurnoverPerDay = 1.7,
        PrintScale = 0.22,
        Elasticity = 0.27,
        OpenInterestScope = "binance",
        LiquidationScope = "a \"b\" \\ \n#",
        Interval = TimeSpan.FromHours(1),
        Volume = VolumeUse.Reported,
        WindowStartUnixMs = -5,
        WindowEndUnixMs = 1_770_940_800_000,
        Information = [12.5, 0, 1e-300],
    };

    [Fact]
    public void ToText_IsTheGoldenText() => Assert.Equal(Golden.ReplaceLineEndings("\n"), Example.ToText());

    [Fact]
    public void Parse_ReadsItBack()
    {
        Calibration read = Calibration.Parse(Golden);
        Same(Example, read);
        Assert.Equal(Golden.ReplaceLineEndings("\n"), read.ToText());
    }

    [Fact]
    public void Parse_TakesAnyOrderCommentsAndLineEnds()
    {
        string[] lines = Golden.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] classes = [.. lines.Where(l => l.StartsWith("class", StringComparison.Ordinal))], others = [.. lines[1..].Except(classes).Reverse()];
        Same(Example, Calibration.Parse("# by hand\r\n\r\n" + lines[0] + "\r\n" + string.Join("\r\n# more\r\n  ", [.. others[..5], .. classes, .. others[5..]])));
    }

    [Fact]
    public void Parse_OfTheLeast_KeepsDefaults()
    {
        Calibration read = Calibration.Parse("heatmap-calibration 1\nbase-asset \"X\"\nclass 0.1 2 1\n");
        Calibration plain = new() { BaseAsset = "X", Mix = read.Mix };
        Assert.Equal(
            (plain.PositioningShare, plain.TurnoverPerDay, plain.PrintScale, plain.Elasticity), (read.PositioningShare, read.TurnoverPerDay, read.PrintScale, read.Elasticity));
        Assert.Equal(new DistanceClass(0.1, 1, 1), read.Mix[0]);
        Assert.Null(read.Interval);
        Assert.Null(read.Volume);
        Assert.Empty(read.Information);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("heatmap-calibration 2", "line 1", "heatmap-calibration 1", "heatmap-calibration 2")]
    [InlineData("heatmap-calibration 1\nclass 1 1 1", "base-asset")]
    [InlineData("heatmap-calibration 1\nbase-asset \"X\"", "'class'")]
    [InlineData("heatmap-calibration 1\n\nleverage 5", "line 3", "unknown key 'leverage'")]
    [InlineData("heatmap-calibration 1\nprint-scale 1\nprint-scale 1", "line 3", "print-scale", "twice", "line 2")]
    [InlineData("heatmap-calibration 1\nvolume all", "line 2", "volume", "by-range or reported", "all")]
    [InlineData("heatmap-calibration 1\nprint-scale 0", "line 2", "PrintScale", "> 0", "0")]
    [InlineData("heatmap-calibration 1\npositioning-share 1.5", "line 2", "PositioningShare", "from 0 to 1", "1.5")]
    [InlineData("heatmap-calibration 1\nprint-scale 0,22", "line 2", "print-scale", "a number", "0,22")]
    [InlineData("heatmap-calibration 1\nprint-scale NaN", "line 2", "a number", "NaN")]
    [InlineData("heatmap-calibration 1\nclass 0.1 1", "line 2", "class", "0.1 1")]
    [InlineData("heatmap-calibration 1\nbase-asset \"X\"\nclass 0.2 1 1\nclass 0.1 1 1", "row 1", "distance", "0.2")]
    [InlineData("heatmap-calibration 1\nbase-asset \"X\"\nclass inf 1 1\nclass 1 1 1", "row 0", "distance")]
    [InlineData("heatmap-calibration 1\nbase-asset \"X\"\nclass 0.2 1 1\ninformation 1 2", "information", "1", "2")]
    [InlineData("heatmap-calibration 1\ninformation -1", "line 2", "information", "-1")]
    [InlineData("heatmap-calibration 1\nbase-asset X", "line 2", "base-asset", "quotes")]
    [InlineData("heatmap-calibration 1\nbase-asset \"\"", "line 2", "base-asset")]
    [InlineData("heatmap-calibration 1\nbase-asset \"a\\n\"", "line 2", "base-asset")]
    [InlineData("heatmap-calibration 1\nbase-asset \"\\ud800\"", "line 2", "half a character")]
    [InlineData("heatmap-calibration 1\nvalidated maybe", "line 2", "yes or no", "maybe")]
    [InlineData("heatmap-calibration 1\nas-of 12.2.2026", "line 2", "as-of", "12.2.2026")]
    [InlineData("heatmap-calibration 1\ninterval 1h", "line 2", "interval", "1h")]
    [InlineData("heatmap-calibration 1\nwindow-end-unix-ms 1.5", "line 2", "window-end-unix-ms", "1.5")]
    public void BadText_IsRefusedByName(string text, params string[] said)
    {
        Assert.False(Calibration.TryParse(text, out Calibration? calibration, out string? reason));
        Assert.Null(calibration);
        Assert.All(said, s => Assert.Contains(s, reason, StringComparison.Ordinal));
        Expect.Throws<FormatException>(() => Calibration.Parse(text), said);
    }

    [Fact]
    public void Parse_ForAnotherScope_IsAnError()
    {
        MarketScopes own = new() { OpenInterest = "binance" };
        Same(Example, Calibration.Parse(Golden, "BTC", own, TimeSpan.FromHours(1)));
        Same(Example, Calibration.Parse(Golden, "BTC"));
        Expect.Throws<ArgumentException>(() => Calibration.Parse(Golden, "ETH"), "BTC", "ETH");
        Expect.Throws<ArgumentException>(() => Calibration.Parse(Golden, "BTC", MarketScopes.All("bybit")), "binance", "bybit");
        Expect.Throws<ArgumentException>(() => Calibration.Parse(Golden, "BTC", own, TimeSpan.FromHours(4)), "bars of 1 h", "not of 4 h");
    }

    [Fact]
    public void Defaults_RoundTripToTheLastBit()
    {
        Same(Calibration.Default("BTC"), Calibration.Parse(Calibration.Default("BTC").ToText()));
        Assert.False(Calibration.Parse(Calibration.Default("ETH").ToText()).IsValidated);
    }

    [Fact]
    public void RoundTrips_AreExact() => Check.That(Prop.ForAll(
        ArbMap.Default.GeneratorFor<long>().ToArbitrary(),
        seed =>
        {
            RandomStream random = new(seed, 0);
            int count = 1 + random.Below(0, 20);
            var classes = new DistanceClass[count];
            double distance = 1e-4;
            for (int c = 0; c < count; c++)
            {
                distance *= 1 + (0.5 * random.Uniform(10 + c));
                classes[c] = new(c == count - 1 && count > 1 ? double.PositiveInfinity : distance, random.Exponential(100 + c), random.Exponential(200 + c));
            }

            Calibration made = new()
            {
                BaseAsset = "A" + (char)(33 + random.Below(1, 90)) + (char)(1 + random.Below(2, 31)),
                Mix = new(classes),
                IsValidated = random.Uniform(3) < 0.5,
                PositioningShare = random.Uniform(4),
                TurnoverPerDay = random.Exponential(5),
                PrintScale = random.Uniform(6) * 1e-20,
                Elasticity = random.Exponential(7) * 1e20,
                Volume = random.Below(9, 3) is > 0 and var use ? (VolumeUse)use : null,
                Interval = TimeSpan.FromTicks(1 + random.Below(8, int.MaxValue)),
                Information = [.. classes.Select((_, c) => random.Uniform(300 + c))],
            };
            Same(made, Calibration.Parse(made.ToText()));
        }));

    private static void Same(Calibration expected, Calibration actual)
    {
        Assert.Equal(expected.Mix, actual.Mix);
        Assert.True(expected.Information.SequenceEqual(actual.Information));
        Assert.Equal(expected with { Mix = actual.Mix, Information = actual.Information }, actual);
    }
}
