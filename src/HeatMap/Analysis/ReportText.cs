using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>A report in plain words.</summary>
internal static class ReportText
{
    public static string Of(MapReport report)
    {
        var text = new StringBuilder();
        string unit = report.Unit is null ? "" : " " + report.Unit;
        SideTally outside = report.Below + report.Above, unplaced = report.Unplaced.Total;
        Line(text, $"mark {CompactNumber.Price(report.MarkPrice)}, {report.Grid}");
        Line(text, $"in the window: long {CompactNumber.Notional(report.InBands.Long)}, short {CompactNumber.Notional(report.InBands.Short)}{unit}; outside {CompactNumber.Notional(outside.Notional)}, unplaced {CompactNumber.Notional(unplaced.Notional)}");
        Zones(text, "long zones", report.NearestLongZone, report.LongZones, report.Horizons, static h => h.LongZoneProbabilities, static h => h.NearestLongZoneProbability);
        Zones(text, "short zones", report.NearestShortZone, report.ShortZones, report.Horizons, static h => h.ShortZoneProbabilities, static h => h.NearestShortZoneProbability);
        Line(text, $"asymmetry");
        foreach (Asymmetry asymmetry in report.Asymmetries)
        {
            Line(text, $"  {asymmetry}");
        }

        Line(text, $"shape");
        Line(text, $"  long {report.Shape.Long}");
        Line(text, $"  short {report.Shape.Short}");
        Line(text, $"  skew of both {ReadingWords.Signed(report.Shape.Both.Skewness)}");
        Line(text, $"concentration");
        Line(text, $"  long {report.LongConcentration}");
        Line(text, $"  short {report.ShortConcentration}");
        Line(text, $"gaps");
        Gaps(text, report.NearestGapBelow, report.GapsBelow, "below");
        Gaps(text, report.NearestGapAbove, report.GapsAbove, "above");
        foreach (HorizonReading horizon in report.Horizons)
        {
            Line(text, $"{CompactNumber.Duration(horizon.Horizon)}, deviation {CompactNumber.Fraction(horizon.Deviation)}");
            Line(text, $"  expected to be touched: long {CompactNumber.Notional(horizon.Touched.Long)}, short {CompactNumber.Notional(horizon.Touched.Short)}, magnet {ReadingWords.Signed(horizon.Touched.Magnet)}");
            foreach (MoveReach move in horizon.Moves)
            {
                Line(text, $"  a move of {move}");
            }
        }

        return text.ToString().TrimEnd();
    }

    private static void Zones(
        StringBuilder text,
        string name,
        Zone? nearest,
        ImmutableArray<Zone> zones,
        ImmutableArray<HorizonReading> horizons,
        Func<HorizonReading, ImmutableArray<double>> touches,
        Func<HorizonReading, double?> nearestTouch)
    {
        Line(text, $"{name}{(zones.IsEmpty && nearest is null ? ": none" : "")}");
        if (nearest is { } first && !zones.Contains(first))
        {
            Line(text, $"  nearest {first}{Touched(horizons, h => nearestTouch(h) ?? double.NaN)}");
        }

        for (int i = 0; i < zones.Length; i++)
        {
            int place = i;
            Line(text, $"  {zones[i]}{Touched(horizons, h => touches(h)[place])}");
        }
    }

    private static string Touched(ImmutableArray<HorizonReading> horizons, Func<HorizonReading, double> touch) => horizons.IsEmpty
        ? ""
        : "; touched with " + string.Join(", ", horizons.Select(h => $"{CompactNumber.Probability(touch(h))} in {CompactNumber.Duration(h.Horizon)}"));

    private static void Gaps(StringBuilder text, Gap? nearest, ImmutableArray<Gap> gaps, string name)
    {
        if (nearest is not { } first)
        {
            Line(text, $"  {name}: none");
            return;
        }

        Line(text, $"  nearest {first}");
        foreach (Gap gap in gaps)
        {
            if (gap != first)
            {
                Line(text, $"  {gap}");
            }
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
