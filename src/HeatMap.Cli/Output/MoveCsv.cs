using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>An explained move as CSV: a line a bar that took price farther.</summary>
internal static class MoveCsv
{
    public static void Write(MoveStudy study, TextWriter writer)
    {
        writer.Write("time_unix_ms,direction,from_price,to_price,exogenous_move,forced_move,gain,quantity,notional,count\n");
        foreach (ExplainedBar bar in study.Explanation.Bars)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{study.Bars[bar.Bar].TimeUnixMs},{ShockSettings.NameOf(bar.Direction)},{bar.From},{bar.To},{bar.ExogenousMove},{bar.ForcedMove},{Numbers.Cell(bar.Gain)},{bar.Forced.Quantity},{bar.Forced.Notional},{bar.Forced.Count}\n"));
        }
    }
}
