using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Tests.Golden;

namespace HeatMap.Tests.Cascades;

/// <summary>Several assets, against numbers that were worked out apart from this library.</summary>
public sealed class MarketsGoldenTests
{
    private static readonly Dictionary<string, JsonElement> Cases =
        GoldenFile.Read("cascade-theory.json").GetProperty("cases").EnumerateArray().ToDictionary(r => r.Text("id"), StringComparer.Ordinal);

    public static TheoryData<string> Markets => Ids("cascade.multi_asset");

    public static TheoryData<string> Overlaps => Ids("portfolio.overlap");

    public static TheoryData<string> Systems => Ids("portfolio.greenwood_landier_thesmar");

    [Fact]
    public void File_HoldsTheCasesItShould() => Assert.Equal((6, 2, 2), (Markets.Count, Overlaps.Count, Systems.Count));

    [Theory]
    [MemberData(nameof(Markets))]
    public void MultiAssetMarket_Cascades(string id)
    {
        JsonElement row = Cases[id], expected = row.GetProperty("expected");
        (MultiAssetMarket market, double[] shocked) = Read(id);
        MarketCascade cascade = market.Cascade(shocked);
        double[] prices = expected.Column("prices");
        for (int a = 0; a < prices.Length; a++)
        {
            row.Near(prices[a], cascade.Prices[a], $"price {a}");
        }

        Assert.Equal(Whole(expected.GetProperty("liquidated")), cascade.Liquidated.AsEnumerable());
        Assert.Equal(expected.GetProperty("rounds").GetInt32(), cascade.Rounds.Length);
        Assert.Equal(expected.GetProperty("round_members").EnumerateArray().Select(Whole), cascade.Rounds.Select(r => r.ToArray()));
    }

    /// <summary>Why order of shocks is not promised where accounts are hedged: what falls further may rescue.</summary>
    [Fact]
    public void HedgedAccount_IsLiquidatedByASmallerShockAndNotByALarger()
    {
        (MultiAssetMarket market, double[] small) = Read("cascade.multi_asset/05");
        double[] large = Read("cascade.multi_asset/06").Shocked;
        Assert.True(large[0] <= small[0] && large[1] < small[1]);
        MarketCascade before = market.Cascade(small), after = market.Cascade(large);
        Assert.Equal([0], before.Liquidated.AsEnumerable());
        Assert.Empty(after.Liquidated);

        // Only the lower bound is in order, and it says that the account may be liquidated either way.
        Assert.Equal([0], market.LowerBound(large).Liquidated.AsEnumerable());
        Assert.True(market.LowerBound(large).Prices[0] <= after.Prices[0]);

        Assert.False(before.IsLeastCascade);
    }

    [Theory]
    [MemberData(nameof(Overlaps))]
    public void PortfolioOverlap_MeasuresWhatIsHeldInCommon(string id)
    {
        JsonElement row = Cases[id], inputs = row.GetProperty("inputs"), expected = row.GetProperty("expected");
        var overlap = PortfolioOverlap.Of(Table(inputs, "holdings"), inputs.Column("depth"));
        double[,] matrix = Table(expected, "matrix");
        Assert.Equal(matrix.GetLength(0), overlap.Holders);
        for (int i = 0; i < overlap.Holders; i++)
        {
            for (int j = 0; j < overlap.Holders; j++)
            {
                row.Near(matrix[i, j], overlap[i, j], $"overlap {i}, {j}");
            }
        }

        row.Near(expected.Number("spectral_radius"), overlap.SpectralRadius, "spectral radius");
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void TargetLeverageSystem_SellsOneRound(string id)
    {
        JsonElement row = Cases[id], inputs = row.GetProperty("inputs"), expected = row.GetProperty("expected");
        var system = new TargetLeverageSystem(inputs.Column("assets"), inputs.Column("debt_to_equity"), inputs.Column("equity"), Table(inputs, "weights"), inputs.Column("impact"));
        TargetLeverageRound round = system.Round(inputs.Column("shock"));
        AssertNear("direct_return", [.. round.DirectReturns]);
        AssertNear("net_sales", [.. round.NetSales]);
        AssertNear("price_move", [.. round.PriceMoves]);
        AssertNear("indirect_loss", [.. round.IndirectLosses]);
        row.Near(expected.Number("aggregate_vulnerability"), round.AggregateVulnerability, "vulnerability");
        row.Near(expected.Number("aggregate_vulnerability"), round.Contributions.Sum(), "contributions");
        double[] equity = inputs.Column("equity");
        for (int i = 0; i < equity.Length; i++)
        {
            row.Near(expected.Column("indirect_loss")[i] / equity[i], round.IndirectVulnerabilities[i], $"vulnerability {i}");
        }

        void AssertNear(string name, double[] actual)
        {
            double[] wanted = expected.Column(name);
            Assert.Equal(wanted.Length, actual.Length);
            for (int i = 0; i < wanted.Length; i++)
            {
                row.Near(wanted[i], actual[i], $"{name} {i}");
            }
        }
    }

    private static (MultiAssetMarket Market, double[] Shocked) Read(string id)
    {
        JsonElement inputs = Cases[id].GetProperty("inputs");
        JsonElement[] accounts = [.. inputs.GetProperty("accounts").EnumerateArray()];
        double[] shocked = inputs.Column("shocked");
        var book = AccountBook.Of(
            shocked.Length,
            [.. accounts.Select(a => a.Number("cash"))],
            [.. accounts.SelectMany(a => a.Column("qty"))],
            [.. accounts.SelectMany(a => a.Column("entry"))]);
        return (new(book, inputs.Column("maintenance_rates"), ImpactMatrix.Of(Table(inputs, "impact_matrix"))), shocked);
    }

    private static double[,] Table(JsonElement row, string name)
    {
        double[][] lines = [.. row.GetProperty(name).EnumerateArray().Select(l => l.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
        var table = new double[lines.Length, lines[0].Length];
        for (int i = 0; i < lines.Length; i++)
        {
            for (int j = 0; j < lines[i].Length; j++)
            {
                table[i, j] = lines[i][j];
            }
        }

        return table;
    }

    private static int[] Whole(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetInt32())];

    private static TheoryData<string> Ids(string kind) => [.. Cases.Values.Where(r => r.Text("kind") == kind).Select(r => r.Text("id"))];
}
