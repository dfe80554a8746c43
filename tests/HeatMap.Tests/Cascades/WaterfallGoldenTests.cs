using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Tests.Golden;

namespace HeatMap.Tests.Cascades;

/// <summary>Who pays, against numbers that were worked out apart from this library. The cascade itself, linear impact down a list of longs, is worked out here.</summary>
public sealed class WaterfallGoldenTests
{
    private static readonly Dictionary<string, JsonElement> Cases =
        GoldenFile.Read("cascade-theory.json").GetProperty("cases").EnumerateArray()
            .Where(r => r.Text("kind") == "cascade.waterfall").ToDictionary(r => r.Text("id"), StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Fact]
    public void File_HoldsTheCasesItShould() => Assert.Equal(7, Cases.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void WaterfallAndDeleveraging(string id)
    {
        JsonElement row = Cases[id], inputs = row.GetProperty("inputs"), expected = row.GetProperty("expected");
        JsonElement[] positions = [.. inputs.GetProperty("positions").EnumerateArray()];
        (LiquidationFill[] fills, double finalPrice) = Execute(inputs, positions);
        Assert.Equal(expected.GetProperty("liquidated_ids").EnumerateArray().Select(v => v.GetString()), fills.Select(f => positions[f.Row].Text("id")));
        row.Near(expected.Number("final_price"), finalPrice, "final price");
        double[] averages = expected.Column("fill_vwaps");
        for (int i = 0; i < fills.Length; i++)
        {
            row.Near(averages[i], fills[i].AveragePrice, $"fill {i}");
        }

        var waterfall = Waterfall.Of(fills, new()
        {
            InsuranceFund = inputs.Number("insurance_fund"),
            FeeRate = inputs.Number("fee_rate"),
            ResidualTo = inputs.GetProperty("residual_to_fund").GetBoolean() ? ResidualReceiver.Fund : ResidualReceiver.Trader,
        });
        row.Near(expected.Number("bad_debt"), waterfall.BadDebt, "bad debt");
        row.Near(expected.Number("fees"), waterfall.Fees, "fees");
        row.Near(expected.Number("residual"), waterfall.Residual, "residual");
        row.Near(expected.Number("fund_end"), waterfall.FundEnd, "fund");
        row.Near(expected.Number("uncovered"), waterfall.Uncovered, "uncovered");
        if (inputs.Text("adl") == "none")
        {
            return;
        }

        DeleveragingRule rule = inputs.Text("adl") switch
        {
            "pro_rata" => DeleveragingRule.ProRata,
            "capped" => DeleveragingRule.CappedProRata,
            _ => DeleveragingRule.Queue,
        };
        DeleveragingCandidate[] candidates = [.. positions.Index().Where(p => p.Item.Text("side") == "short").Select(p => new DeleveragingCandidate(
            p.Index, Side.Short, p.Item.Number("qty"), p.Item.Number("entry"), p.Item.Number("margin"), Cap(p.Item.Text("id"))))];
        var taken = AutoDeleveraging.Of(candidates, Side.Long, finalPrice, waterfall.Uncovered, rule);
        JsonElement shares = expected.GetProperty("adl");
        row.Near(shares.Number("endowment"), taken.TotalEndowment, "endowment");
        row.Near(shares.Number("unfunded"), taken.Unfunded, "unfunded");
        Assert.Equal(shares.GetProperty("taken").EnumerateObject().Count(), taken.Shares.Length);
        foreach (DeleveragingShare share in taken.Shares)
        {
            row.Near(shares.GetProperty("taken").Number(positions[share.Row].Text("id")), share.Taken, $"taken of row {share.Row}");
        }

        double Cap(string position) => inputs.GetProperty("adl_caps") is { ValueKind: JsonValueKind.Object } caps ? caps.Number(position) : 1;
    }

    private static (LiquidationFill[] Fills, double FinalPrice) Execute(JsonElement inputs, JsonElement[] positions)
    {
        double shocked = inputs.Number("reference_price") * (1 + inputs.GetProperty("shock").Number("value"));
        double impact = inputs.GetProperty("impact").Number("lam"), sold = 0;
        List<LiquidationFill> fills = [];
        foreach ((int index, JsonElement p) in positions.Index().Where(p => p.Item.Text("side") == "long").OrderByDescending(p => p.Item.Number("liq_price")))
        {
            if (shocked - (impact * sold) > p.Number("liq_price"))
            {
                break;
            }

            double quantity = p.Number("qty");
            fills.Add(new(index, Side.Long, quantity, shocked - (impact * (sold + (quantity / 2))), p.Number("bankruptcy_price")));
            sold += quantity;
        }

        return ([.. fills], shocked - (impact * sold));
    }
}
