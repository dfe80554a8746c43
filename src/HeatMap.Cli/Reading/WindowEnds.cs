namespace HeatMap.Cli.Reading;

/// <summary>Where the window of a report ends short of what is asked for.</summary>
internal static class WindowEnds
{
    /// <summary>What a star beside a distance says.</summary>
    public const string Note = "  * farther than the window: what waits beyond its end is not counted";

    /// <summary>Whether a distance from the mark takes in prices outside the window where more of that side waits. The mark itself may lie outside.</summary>
    public static bool EndsBefore(this MapReport report, Asymmetry asymmetry)
    {
        double mark = report.MarkPrice;
        return LeavesOut(report, mark * (1 - asymmetry.Within), mark, report.Below.LongUnits, report.Above.LongUnits)
            || LeavesOut(report, mark, mark * (1 + asymmetry.Within), report.Below.ShortUnits, report.Above.ShortUnits);
    }

    private static bool LeavesOut(MapReport report, double low, double high, Int128 below, Int128 above) =>
        (low < report.Grid.Lower && below > 0) || (high > report.Grid.Upper && above > 0);
}
