using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>Readings of histograms that were worked out apart from this library.</summary>
public sealed class ReadingGoldenTests
{
    private static readonly Dictionary<string, JsonElement> Cases =
        GoldenFile.Read("reading-theory.json").GetProperty("cases").EnumerateArray().ToDictionary(r => r.Text("id"), StringComparer.Ordinal);

    public static TheoryData<string> Zones => Ids("zones.persistence");

    public static TheoryData<string> Concentrations => Ids("concentration.bands");

    public static TheoryData<string> Asymmetries => Ids("asymmetry.bands");

    public static TheoryData<string> Touched => Ids("first_passage.expected_touched_notional");

    [Fact]
    public void File_HoldsTheCasesItShould() => Assert.Equal((8, 11, 3, 2), (Zones.Count, Concentrations.Count, Asymmetries.Count, Touched.Count));

    [Theory]
    [MemberData(nameof(Zones))]
    public void Peaks(string id)
    {
        HistogramPeak[] found = Persistence.Peaks(Cases[id].GetProperty("inputs").Column("bands"));
        AssertPeaks(Cases[id], [.. found.Select(p => (p.Index, p.Height, p.Prominence))]);
    }

    /// <summary>The same through a map, whose integers are fine enough for the tolerance.</summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public void PeaksOfAMap(string id)
    {
        double[] bands = Cases[id].GetProperty("inputs").Column("bands");
        LiquidationMap map = LiquidationMap.Build(Rows(bands), BandGrid.Uniform(1, new(10, 10 + bands.Length)), 100, new() { Quantum = double.ScaleB(1, -44) });
        AssertPeaks(Cases[id], [.. map.Zones().Select(z => (z.PeakBand, z.PeakNotional, z.Prominence))]);
    }

    [Theory]
    [MemberData(nameof(Concentrations))]
    public void Concentration(string id)
    {
        JsonElement row = Cases[id], expected = row.GetProperty("expected");
        double[] notional = row.GetProperty("inputs").Column("notional");
        LiquidationMap map = LiquidationMap.Build(
            Rows(notional), BandGrid.Uniform(1, new(10, 10 + notional.Length)), 100, new() { Quantum = double.ScaleB(1, -40) });
        foreach (Concentration found in (Concentration[])[HeatMap.Concentration.Of(notional), map.Concentration()])
        {
            row.Near(expected.Number("hhi"), found.Hhi, "HHI");
            row.Near(expected.Number("hhi_normalized"), found.HhiNormalized, "normalised HHI");
            row.Near(expected.Number("effective_bands"), found.EffectiveBands, "effective bands");
            row.Near(expected.Number("gini"), found.Gini, "Gini");
            row.Near(expected.Number("gini_unbiased"), found.GiniUnbiased, "unbiased Gini");
            row.Near(expected.Number("entropy_nats"), found.EntropyNats, "entropy");
            row.Near(expected.Number("entropy_normalized"), found.EntropyNormalized, "normalised entropy");
            row.Near(expected.Number("effective_bands_entropy"), found.EffectiveBandsByEntropy, "effective bands by entropy");
            row.Near(expected.Number("theil"), found.TheilNats, "Theil");
            row.Near(expected.Number("cr1"), found.TopShare1, "CR1");
            row.Near(expected.Number("cr3"), found.TopShare3, "CR3");
        }
    }

    [Theory]
    [MemberData(nameof(Asymmetries))]
    public void Asymmetry(string id)
    {
        JsonElement row = Cases[id], inputs = row.GetProperty("inputs"), expected = row.GetProperty("expected");
        double mark = inputs.Number("price");
        double[] centres = inputs.Column("centers"), longs = inputs.Column("long_notional"), shorts = inputs.Column("short_notional");
        var all = HeatMap.Asymmetry.Of(mark, centres, longs, shorts, within: 1);
        row.Near(expected.Number("down"), all.Long, "down");
        row.Near(expected.Number("up"), all.Short, "up");
        row.Near(expected.Number("imbalance"), all.Imbalance, "imbalance");
        row.Near(expected.Number("log_ratio"), all.LogRatio, "log ratio");
        row.Near(expected.Number("com_down"), SideShape.Of(mark, centres, longs).MeanLogDistance, "centre of longs");
        row.Near(expected.Number("com_up"), SideShape.Of(mark, centres, shorts).MeanLogDistance, "centre of shorts");
        PriceReach reach = new GeometricBrownian(inputs.Number("volatility")).Within(inputs.Years("horizon_years"));
        var touched = TouchedNotional.Of(reach, mark, centres, longs, shorts);
        row.Near(expected.Number("expected_down"), touched.Long, "touched longs");
        row.Near(expected.Number("expected_up"), touched.Short, "touched shorts");
        row.Near(expected.Number("magnet"), touched.Magnet, "magnet");
    }

    [Theory]
    [MemberData(nameof(Touched))]
    public void ExpectedTouchedNotional(string id)
    {
        JsonElement row = Cases[id], inputs = row.GetProperty("inputs"), expected = row.GetProperty("expected");
        double spot = inputs.Number("spot");
        double[][] bands = [.. inputs.GetProperty("bands_near_edge_notional").EnumerateArray().Select(b => (double[])[.. b.EnumerateArray().Select(v => v.GetDouble())])];
        PriceReach reach = GeometricBrownian.WithDrift(inputs.Number("volatility"), inputs.Number("drift")).Within(inputs.Years("horizon_years"));
        var touched = TouchedNotional.Of(
            reach, spot, [.. bands.Select(b => b[0])], [.. bands.Select(b => b[0] < spot ? b[1] : 0)], [.. bands.Select(b => b[0] > spot ? b[1] : 0)]);
        row.Near(expected.Number("expected_down"), touched.Long, "touched longs");
        row.Near(expected.Number("expected_up"), touched.Short, "touched shorts");
        row.Near(expected.Number("magnet"), touched.Magnet, "magnet");
    }

    private static void AssertPeaks(JsonElement row, (int Index, double Height, double Prominence)[] found)
    {
        JsonElement[] expected = [.. row.GetProperty("expected").GetProperty("peaks").EnumerateArray()];
        Assert.Equal(expected.Select(p => p.GetProperty("index").GetInt32()), found.Select(p => p.Index));
        for (int i = 0; i < found.Length; i++)
        {
            row.Near(expected[i].Number("height"), found[i].Height, "height");
            row.Near(expected[i].Number("prominence"), found[i].Prominence, "prominence");
        }
    }

    /// <summary>Longs from 10.5 on, one apart.</summary>
    private static PricedColumns Rows(double[] notional)
    {
        int[] filled = [.. Enumerable.Range(0, notional.Length).Where(i => notional[i] > 0)];
        return new((double[])[.. filled.Select(i => 10.5 + i)], (double[])[.. filled.Select(i => notional[i])]);
    }

    private static TheoryData<string> Ids(string kind) => [.. Cases.Values.Where(r => r.Text("kind") == kind).Select(r => r.Text("id"))];
}
