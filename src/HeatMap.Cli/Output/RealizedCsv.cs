using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Output;

/// <summary>Executed liquidations as CSV: a line a band, then what lies outside the window.</summary>
internal static class RealizedCsv
{
    public static void Write(RealizedResult result, TextWriter writer)
    {
        LiquidationMap executed = result.Executed;
        LiquidationMap? standing = result.Standing;
        writer.Write($"part,lower,upper,long,short,long_count,short_count{(standing is null ? "" : ",standing_long,standing_short")}\n");
        for (int i = 0; i < executed.Grid.Count; i++)
        {
            Line(writer, "band", executed.Grid.LowerEdge(i), executed.Grid.UpperEdge(i), executed[i], standing?[i]);
        }

        Line(writer, "below", null, executed.Grid.Lower, executed.Below, standing?.Below);
        Line(writer, "above", executed.Grid.Upper, null, executed.Above, standing?.Above);
    }

    private static void Line(TextWriter writer, string part, double? lower, double? upper, SideTally executed, SideTally? standing) => writer.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{part},{lower},{upper},{executed.Long},{executed.Short},{executed.LongCount},{executed.ShortCount}{(standing is { } s ? FormattableString.Invariant($",{s.Long},{s.Short}") : "")}\n"));
}
