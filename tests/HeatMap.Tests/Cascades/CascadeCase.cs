using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Tests.Golden;

namespace HeatMap.Tests.Cascades;

/// <summary>Golden cases of cascades: positions, shock and impact as their file states them.</summary>
internal static class CascadeCase
{
    private static readonly JsonElement[] Rows = [.. GoldenFile.Read("cascade-theory.json").GetProperty("cases").EnumerateArray()];

    /// <summary>Checks every case of a kind, and that there are as many as there should be.</summary>
    public static void Run(string kind, int count, Action<JsonElement> check)
    {
        JsonElement[] rows = [.. Rows.Where(r => r.Text("kind") == kind)];
        Assert.Equal(count, rows.Length);
        Assert.All(rows, check);
    }

    public static JsonElement In(this JsonElement row) => row.GetProperty("inputs");

    public static JsonElement Out(this JsonElement row) => row.GetProperty("expected");

    public static JsonElement[] Positions(this JsonElement row) => [.. row.In().GetProperty("positions").EnumerateArray()];

    public static LiquidationLadder Ladder(this JsonElement row)
    {
        JsonElement[] positions = row.Positions();
        return LiquidationLadder.FromPositions(
            [.. positions.Select(p => p.Number("liq_price"))],
            [.. positions.Select(p => p.Text("side") == "long" ? p.Number("qty") : -p.Number("qty"))],
            row.In().NumberOrNull("reference_price") ?? 1e6);
    }

    public static Shock Shock(this JsonElement row)
    {
        JsonElement shock = row.In().GetProperty("shock");
        double value = shock.Number("value"), volume = row.In().NumberOrNull("volume_shock") ?? 0;
        return value == 0 ? HeatMap.Cascades.Shock.Volume((Direction)(int)shock.Number("direction"), volume)
            : (shock.Text("type") == "relative" ? HeatMap.Cascades.Shock.Move(value) : HeatMap.Cascades.Shock.MoveBy(value)).WithVolume(volume);
    }

    public static CascadeModel Model(this JsonElement row)
    {
        JsonElement impact = row.In().GetProperty("impact");
        double Of(string name) => impact.Number(name);
        if (impact.Text("model") != "book")
        {
            return new(impact.Text("model") switch
            {
                "linear" => PriceImpact.Linear(Of("lam")),
                "exponential" => PriceImpact.Exponential(Of("kappa")),
                "power" => PriceImpact.Power(Of("y"), Of("sigma"), Of("volume"), Of("delta")),
                "shifted_power" => PriceImpact.ShiftedPower(Of("y"), Of("sigma"), Of("volume"), Of("delta"), Of("q_top")),
                "saturating" => PriceImpact.Saturating(Of("cap"), Of("depth")),
                var other => throw new InvalidOperationException($"{row.Text("id")}: no law named {other}"),
            });
        }

        BookLevel[] levels = [.. impact.GetProperty("levels").EnumerateArray().Select(l => new BookLevel(l[0].GetDouble(), l[1].GetDouble()))];
        return row.Shock().Direction == Direction.Down
            ? new(DepthCurve.FromLevels(levels, [], bidsEndAt: Of("exhausted")))
            : new(DepthCurve.FromLevels([], levels, asksEndAt: Of("exhausted")));
    }
}
