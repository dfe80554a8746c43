using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>A cascade as CSV: a line a wave, or with <c>--curve</c> a line a point of the curve.</summary>
internal static class CascadeCsv
{
    public static void Write(CascadeStudy study, TextWriter writer)
    {
        if (study.Curve is { } curve)
        {
            writer.Write("shocked_price,final_price,quantity\n");
            foreach (CascadePoint point in curve)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{point.ShockedPrice},{point.FinalPrice},{point.Quantity}\n"));
            }

            return;
        }

        WriteWaves(study.Result, study.Levels.Edge is null ? "" : study.Levels.Edge == BandEdge.Near ? "near" : "far", writer, withHead: true);
        if (study.Hopeful is { } hopeful)
        {
            WriteWaves(hopeful, "far", writer, withHead: false);
        }
    }

    private static void WriteWaves(CascadeResult result, string edge, TextWriter writer, bool withHead)
    {
        if (withHead)
        {
            writer.Write("edge,wave,trigger_price,price,quantity,notional,count\n");
        }

        for (int i = 0; i < result.Waves.Length; i++)
        {
            CascadeWave wave = result.Waves[i];
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{edge},{i + 1},{wave.TriggerPrice},{wave.Price},{wave.Quantity},{wave.Notional},{wave.Count}\n"));
        }
    }
}
