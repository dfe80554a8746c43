namespace HeatMap.Cli.Output;

/// <summary>A map or a difference as CSV: a line a band, then a line for each part that is in no band.</summary>
internal static class MapCsv
{
    public static void Write(MapParts parts, TextWriter writer)
    {
        writer.Write("part,lower,upper,long,short,long_count,short_count\n");
        for (int i = 0; i < parts.Grid.Count; i++)
        {
            Line(writer, "band", parts.Grid.LowerEdge(i), parts.Grid.UpperEdge(i), parts.Band(i), parts.HasCounts);
        }

        Line(writer, "below", null, parts.Grid.Lower, parts.Below, parts.HasCounts);
        Line(writer, "above", parts.Grid.Upper, null, parts.Above, parts.HasCounts);
        foreach ((UnplacedReason reason, string name, _) in Reasons.All)
        {
            Line(writer, "unplaced:" + name, null, null, parts.Unplaced[reason], parts.HasCounts);
        }
    }

    /// <summary>Names here hold neither commas nor quotes, and numbers neither: no quoting is needed. A count that is not known is empty.</summary>
    private static void Line(TextWriter writer, string part, double? lower, double? upper, SideTally tally, bool hasCounts) => writer.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{part},{lower},{upper},{tally.Long},{tally.Short},{(hasCounts ? tally.LongCount : null)},{(hasCounts ? tally.ShortCount : null)}\n"));
}
