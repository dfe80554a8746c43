using System.Globalization;
using FsCheck.Fluent;

namespace HeatMap.Tests.Bands;

public class CompactNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1, "1")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.0123, "0.0123")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1k")]
    [InlineData(1234, "1.23k")]
    [InlineData(845_000, "845k")]
    [InlineData(999_999, "1M")]
    [InlineData(1_230_000, "1.23M")]
    [InlineData(-1_230_000, "-1.23M")]
    [InlineData(12_300_000_000, "12.3B")]
    [InlineData(7e14, "700T")]
    [InlineData(1.5e15, "1.5e15")]
    [InlineData(2e-9, "2e-9")]
    [InlineData(double.NaN, "n/a")]
    [InlineData(double.PositiveInfinity, "n/a")]
    public void Notional_HasThreeDigits(double notional, string expected) => Assert.Equal(expected, CompactNumber.Notional(notional));

    [Theory]
    [InlineData(65_846, 1000, "65,846")]
    [InlineData(65_846, 0.5, "65,846.0")]
    [InlineData(0.25, 0.25, "0.25")]
    [InlineData(0.0025, 0.0025, "0.0025")]
    [InlineData(2300.456, 163.42, "2,300")]
    [InlineData(13.2345, 2.45, "13.23")]
    [InlineData(13.2345, 0.0330812, "13.234")]
    [InlineData(13.2345, 0.0334, "13.2345")]
    [InlineData(0.00001234, 0.00000001, "0.00001234")]
    [InlineData(1234567.891, 0.01, "1,234,567.89")]
    [InlineData(1.75e17, 2.5e16, "1.75e17")]
    [InlineData(3e-17, 1e-18, "3.0e-17")]
    [InlineData(0, 1e-18, "0")]
    [InlineData(-0.0, 1, "0")]
    [InlineData(double.NaN, 1, "n/a")]
    public void Price_HasTheDecimalsOfItsSpacing(double price, double resolution, string expected) =>
        Assert.Equal(expected, CompactNumber.Price(price, resolution));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Price_WithoutSpacing_Throws(double resolution)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => CompactNumber.Price(1, resolution));
        Assert.Equal("resolution", error.ParamName);
    }

    [Fact]
    public void Notional_IsWithinHalfAPercent() => Check.That(Prop.ForAll(
        ArbMap.Default.ArbFor<double>().Filter(x => double.IsFinite(x) && Math.Abs(x) is > 1e-300 and < 1e308),
        x => Math.Abs(Read(CompactNumber.Notional(x)) - x) <= 0.0051 * Math.Abs(x)));

    [Fact]
    public void Price_OfNeighbouringEdges_Differs() => Check.That(Prop.ForAll(
        Gen.Choose(-14, 14).Select(e => Math.Pow(10, e)).Zip(Gen.Choose(100, 999)).ToArbitrary(),
        x =>
        {
            double step = x.Item1 * x.Item2;
            return Enumerable.Range(1, 50).Select(i => CompactNumber.Price(i * step, step)).Distinct().Count() == 50;
        }));

    [Fact]
    public void Numbers_DoNotDependOnCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = "!";
        odd.NumberFormat.NumberGroupSeparator = "?";
        odd.NumberFormat.NegativeSign = "~";
        LiquidationMap map = Display.Maps.Small();
        string svg = map.ToSvg(), html = map.ToHtml();
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal("-1.23M", CompactNumber.Notional(-1_230_000));
            Assert.Equal("-1,234.5", CompactNumber.Price(-1234.5, 0.1));
            Assert.Equal("3e-17", CompactNumber.Price(3e-17));
            Assert.Equal(svg, map.ToSvg());
            Assert.Equal(html, map.ToHtml());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(65_846, "65,846")]
    [InlineData(2301.4, "2,301.4")]
    [InlineData(0.00001234, "0.00001234")]
    [InlineData(2.5e17, "2.5e17")]
    [InlineData(3e-17, "3e-17")]
    public void Price_OfItsOwn_ShowsAllDigitsAndNoMore(double price, string expected) => Assert.Equal(expected, CompactNumber.Price(price));

    private static double Read(string text)
    {
        int power = " kMBT".IndexOf(text[^1], StringComparison.Ordinal);
        return power < 0
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : double.Parse(text[..^1], CultureInfo.InvariantCulture) * Math.Pow(1000, power);
    }
}
