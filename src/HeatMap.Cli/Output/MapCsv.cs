using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Output;

/// <summary>A map as CSV: a line a band, then a line for each part that is in no band.</summary>
internal static class MapCsv
{
    public static void Write(LoadedMap loaded, TextWriter writer)
    {
        LiquidationMap map = loaded.Map;
        writer.Write("part,lower,upper,long,short,long_count,short_count\n");
        for (int i = 0; i < map.Grid.Count; i++)
        {
            Line(writer, "band", map.Grid.LowerEdge(i), map.Grid.UpperEdge(i), map[i]);
        }

        Line(writer, "below", null, map.Grid.Lower, map.Below);
        Line(writer, "above", map.Grid.Upper, null, map.Above);
        foreach ((UnplacedReason reason, string name, _) in Reasons.All)
        {
            Line(writer, "unplaced:" + name, null, null, map.Unplaced[reason]);
        }
    }

    /// <summary>Names here hold neither commas nor quotes, and numbers neither: no quoting is needed.</summary>
    private static void Line(TextWriter writer, string part, double? lower, double? upper, SideTally tally) => writer.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{part},{lower},{upper},{tally.Long},{tally.Short},{tally.LongCount},{tally.ShortCount}\n"));
}
