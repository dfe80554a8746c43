using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Tests.Golden;

namespace HeatMap.Tests.Cascades;

/// <summary>Closed forms of cascades against numbers that were worked out apart from this library.</summary>
public sealed class TheoryGoldenTests
{
    private static readonly Dictionary<string, JsonElement> Cases =
        GoldenFile.Read("cascade-theory.json").GetProperty("cases").EnumerateArray().ToDictionary(r => r.Text("id"), StringComparer.Ordinal);

    public static TheoryData<string> Continuous => Ids("cascade.partial_closed_form");

    public static TheoryData<string> Slices => Ids("cascade.partial_single_shot");

    public static TheoryData<string> Ladders => Ids("cascade.ladder_closed_form");

    public static TheoryData<string> Zones => Ids("cascade.amplification_map");

    public static TheoryData<string> RootZones => Ids("cascade.sqrt_uniform_closed_form");

    public static TheoryData<string> Ramps => Ids("cascade.resilient_ode");

    public static TheoryData<string> Leverages => Ids("impact.critical_leverage");

    public static TheoryData<string> Equilibria => Ids("cascade.multiple_equilibria");

    public static TheoryData<string> Gains => Ids("cascade.gain");

    [Fact]
    public void File_HoldsTheCasesItShould() => Assert.Equal(
        [4, 4, 5, 6, 4, 4, 4, 1, 3],
        new[] { Continuous, Slices, Ladders, Zones, RootZones, Ramps, Leverages, Equilibria, Gains }.Select(k => k.Count));

    [Theory]
    [MemberData(nameof(Continuous))]
    public void ContinuousDeleveraging_KeepsWhatItShould(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        double quantity = inputs.Number("qty");
        double left = ContinuousDeleveraging.RemainingQuantity(
            Side.Long, quantity, inputs.Number("liq_price"), inputs.Number("price"), inputs.Number("target_rate"), inputs.Number("fee_rate"));
        row.Near(expected.Number("remaining"), left, "remaining");
        row.Near(expected.Number("sold"), quantity - left, "sold");
    }

    [Theory]
    [MemberData(nameof(Slices))]
    public void DeleveragingSlice_RestoresTheTarget(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        double slice = DeleveragingSlice.Quantity(
            inputs.Text("side") == "long" ? Side.Long : Side.Short,
            inputs.Number("qty"),
            inputs.Number("entry"),
            inputs.Number("margin"),
            inputs.Number("price"),
            inputs.Number("target_rate"),
            inputs.Number("fee_rate"));
        row.Near(expected.Number("slice"), slice, "slice");
    }

    [Theory]
    [MemberData(nameof(Ladders))]
    public void EvenLadder_LosesItsRungs(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        (double shock, double spacing, double impact) = (inputs.Number("shock"), inputs.Number("spacing"), inputs.Number("impact_per_position"));
        Assert.Equal(expected.Number("liquidated"), EvenLadder.Liquidated(shock, spacing, impact));
        row.Near(expected.Number("total_drop"), EvenLadder.TotalDrop(shock, spacing, impact), "drop");
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void UniformZone_UnderLinearImpact(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        row.Near(
            expected.Number("drop"),
            UniformZone.LinearDrop(inputs.Number("shock"), inputs.Number("zone_start_drop"), inputs.Number("zone_end_drop"), inputs.Number("gain")),
            "drop");
    }

    [Theory]
    [MemberData(nameof(RootZones))]
    public void UniformZone_UnderSquareRootImpact(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        row.Near(
            expected.Number("drop"),
            UniformZone.SquareRootDrop(inputs.Number("shock"), inputs.Number("zone_start_drop"), inputs.Number("density"), inputs.Number("kappa")),
            "drop");
    }

    [Theory]
    [MemberData(nameof(Ramps))]
    public void ResilientRamp_HoldsPriceDown(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        (double speed, double gain, double decay, double time) =
            (inputs.Number("ramp_speed"), inputs.Number("gain"), inputs.Number("resilience_rate"), inputs.Number("time"));
        row.Near(expected.Number("impact"), ResilientRamp.Impact(speed, gain, decay, time), "impact");
        row.Near(expected.Number("price_change"), ResilientRamp.PriceChange(speed, gain, decay, time), "price change");
    }

    [Theory]
    [MemberData(nameof(Leverages))]
    public void CriticalLeverage_OfOnePosition(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        double impact = inputs.Number("full_position_impact");
        row.Near(expected.Number("critical_leverage"), CriticalLeverage.Of(impact), "critical");
        row.Near(expected.Number("marked_leverage"), CriticalLeverage.Marked(inputs.Number("initial_leverage"), impact, inputs.Number("sold_fraction")), "marked");
    }

    /// <summary>Three banks that keep under a cap of leverage by selling bonds whose price falls with the root of what is sold.</summary>
    [Theory]
    [MemberData(nameof(Equilibria))]
    public void MonotoneFixedPoint_FindsBothEndsOfThreeBanks(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        double[] loans = inputs.Column("loans"), bonds = inputs.Column("bonds"), equity = inputs.Column("equity");
        double cap = inputs.Number("leverage_cap");
        var found = MonotoneFixedPoint.Find(Discount, 0, Math.Sqrt(0.000022 * bonds.Sum()));
        Assert.True(found.IsConverged);
        row.Near(expected.Number("least_fixed_point"), found.Least, "least");
        row.Near(expected.Number("greatest_fixed_point"), found.Greatest, "greatest");

        double Discount(double discount)
        {
            double sold = 0;
            for (int i = 0; i < loans.Length; i++)
            {
                double value = (1 - discount) * bonds[i], left = equity[i] - (discount * bonds[i]);
                double over = loans[i] + value - (cap * left);
                sold += bonds[i] * Math.Clamp(over / value, 0, 1);
            }

            return Math.Sqrt(0.000022 * sold);
        }
    }

    [Theory]
    [MemberData(nameof(Gains))]
    public void CascadeGain_OfBands(string id)
    {
        (JsonElement row, JsonElement inputs, JsonElement expected) = Read(id);
        double[] gains = CascadeGain.Of(inputs.Column("liquidation_notional_per_band"), inputs.Column("depth_per_band")), wanted = expected.Column("gain");
        Assert.Equal(wanted.Length, gains.Length);
        for (int i = 0; i < gains.Length; i++)
        {
            row.Near(wanted[i], gains[i], $"gain {i}");
            Assert.Equal(expected.GetProperty("critical")[i].GetBoolean(), CascadeGain.IsCritical(gains[i]));
        }
    }

    private static (JsonElement Row, JsonElement Inputs, JsonElement Expected) Read(string id) =>
        (Cases[id], Cases[id].GetProperty("inputs"), Cases[id].GetProperty("expected"));

    private static TheoryData<string> Ids(string kind) => [.. Cases.Values.Where(r => r.Text("kind") == kind).Select(r => r.Text("id"))];
}
