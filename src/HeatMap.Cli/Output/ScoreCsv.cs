using HeatMap.Cli.Estimating;
using HeatMap.Evaluation;

namespace HeatMap.Cli.Output;

/// <summary>Scores as CSV: a line a gain, then a line a model.</summary>
internal static class ScoreCsv
{
    public static void Write(ScoreResult result, TextWriter writer)
    {
        writer.Write("part,name,baseline,deviance,deviance_low,deviance_high,nats_per_dollar,nats_low,nats_high,p,better_days,explained,r_squared_of_logs,volume_ratio,is_instead\n");
        foreach (ScoreIncrement gain in result.Report.Increments)
        {
            Line(
                writer,
                ["gain", CsvText.Cell(gain.Map), CsvText.Cell(gain.Baseline)],
                [
                    gain.DevianceGain.Estimate, gain.DevianceGain.Low, gain.DevianceGain.High, gain.NatsPerDollar.Estimate, gain.NatsPerDollar.Low, gain.NatsPerDollar.High,
                    gain.PValue, gain.BetterDays, double.NaN, gain.RSquaredGain, double.NaN,
                ],
                gain.IsInstead ? "true" : "false");
        }

        foreach (ModelScore model in result.Report.Models)
        {
            Line(
                writer,
                ["model", CsvText.Cell(model.Name), ""],
                [
                    model.TweedieDeviance, double.NaN, double.NaN, model.NatsPerDollar, double.NaN, double.NaN, double.NaN, double.NaN, model.ExplainedDeviance, model.RSquaredOfLogs, model.VolumeRatio,
                ],
                "");
        }
    }

    private static void Line(TextWriter writer, string[] names, double[] numbers, string isInstead) => writer.Write(string.Join(',', names.Concat(numbers.Select(Numbers.Cell)).Append(isInstead)) + "\n");
}
