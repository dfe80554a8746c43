using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Cascades;
using HeatMap.Charts.Panels;

namespace HeatMap.Charts;

/// <summary>All shocks at once: the amplification curve and its jumps.</summary>
internal static class ShockPanels
{
    private const int MostJumps = 200;

    public static Panel Curve(CascadeThresholds thresholds, CascadeResult? cascade)
    {
        double mark = thresholds.MarkPrice, sign = thresholds.Direction == Direction.Down ? -1 : 1;
        double far = Math.Max(0.02 * mark, 1.5 * Math.Abs((cascade?.ShockedPrice ?? mark) - mark));
        far = Math.Max(far, 1.3 * Math.Abs((thresholds.FirstCascade?.TriggerPrice ?? mark) - mark));
        double to = Math.Max(mark + (sign * far), 0.01 * mark);
        CascadePoint[] curve = thresholds.Curve(to);
        var jumps = new List<CascadeJump>();
        foreach (CascadeJump jump in thresholds.Jumps)
        {
            if (jump.IsCascade && Math.Abs(jump.TriggerPrice - mark) <= Math.Abs(to - mark))
            {
                jumps.Add(jump);
            }
        }

        ImmutableArray<PanelTrace> traces =
        [
            new("no liquidation", "line", [mark, to], [mark, to], "muted") { IsDashed = true },
            new("ends at", "line", [.. curve.Select(p => p.ShockedPrice)], [.. curve.Select(p => p.FinalPrice)], "accent"),
            new("cascades begin", "points", [.. jumps.Select(j => j.TriggerPrice)], [.. jumps.Select(j => j.EndPrice)], "s1"),
        ];
        return new("curve", "All shocks: where each ends", new("shocked price, quote per base", "price"), new("final price", "price"))
        {
            Traces = cascade is null ? traces : traces.Add(new("this shock", "points", [cascade.ShockedPrice], [cascade.FinalPrice], "mark")),
        };
    }

    public static PanelTable Jumps(CascadeThresholds thresholds, string quote)
    {
        ReadOnlySpan<CascadeJump> jumps = thresholds.Jumps;
        int count = Math.Min(jumps.Length, MostJumps);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>(count);
        foreach (CascadeJump jump in jumps[..count])
        {
            rows.Add([CascadeSheet.Price(jump.TriggerPrice), CascadeSheet.Price(jump.PriceBefore), CascadeSheet.Price(jump.EndPrice), PanelWords.Digits(jump.Quantity), CompactNumber.Notional(jump.Notional), jump.IsCascade ? "yes" : "no"]);
        }

        return new(
            jumps.Length > count ? string.Create(CultureInfo.InvariantCulture, $"Jumps, the first {count} of {jumps.Length}") : "Jumps",
            ["shock to", "ends before the jump at", "after it at", "quantity, base", $"notional, {quote}", "a cascade"],
            rows.ToImmutable());
    }
}
