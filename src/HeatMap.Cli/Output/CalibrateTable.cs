using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;
using HeatMap.Estimation;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A fit for people: whether it holds, what was learnt of each class, and what is still the prior's.</summary>
internal static class CalibrateTable
{
    public static void Write(CalibrateResult result, IAnsiConsole console)
    {
        Calibration fitted = result.Calibration;
        console.MarkupLine($"[bold]{Markup.Escape(OriginText.Shorten(fitted.BaseAsset, 40))}[/]: a calibration fitted to what was liquidated");
        EstimateTable.WriteBars(result.Bars, null, console);
        console.WriteWrapped($"  beforehand: {CalibrationSummary.Of(result.Prior)}");
        if (result.Censored > 0)
        {
            console.WriteWrapped(string.Create(CultureInfo.InvariantCulture, $"  {result.Censored} bars count as lower bounds"));
        }

        if (result.Undercount > 1)
        {
            console.WriteWrapped(string.Create(CultureInfo.InvariantCulture, $"  the feed shows at most one a second: what it published was scaled up {result.Undercount:0.00} times"));
        }

        console.WriteLine("");
        console.WriteWrapped(Verdict(result.Fit));
        WriteClasses(result, console);
        console.WriteLine("");
        console.WriteWrapped(string.Create(
            CultureInfo.InvariantCulture,
            $"Published of what is swept: {Numbers.Share(fitted.PrintScale)}. Liquidations rise by {fitted.Elasticity:0.00} of a log with each log of the swept share, given the path{(result.ElasticityIsFitted ? "" : " (as known beforehand)")}."));
        console.WriteWrapped("Only classes that price swept are learnt; the others keep what was believed. A fit is not validated before heatmap score has judged it on bars that it has not seen.");
        EstimateTable.WriteNotes(result.Notes, console);
    }

    /// <summary>Whether the fit holds, in one sentence.</summary>
    public static string Verdict(CalibrationFit fit)
    {
        string scores = double.IsNaN(fit.HeldOutScore) ? "nothing was held out"
            : string.Create(CultureInfo.InvariantCulture, $"on the bars held out it has {fit.HeldOutScore - fit.PriorHeldOutScore:+0.00000;-0.00000;0.00000} nats a unit more than what was known before");
        return Message.Printable(fit.Rejection is { } reason ? $"REFUSED: {reason} ({scores}). The calibration stays as it was." : $"Accepted: {scores}.");
    }

    private static void WriteClasses(CalibrateResult result, IAnsiConsole console)
    {
        console.WriteHeading("Share of openings by distance of the liquidation from the entry");
        var table = new TextTable("distance", "before", "longs", "shorts", "information", "");
        DistanceMix before = result.Prior.Calibration.Mix, after = result.Calibration.Mix;
        for (int c = 0; c < after.Count; c++)
        {
            table.Add(
                after[c].IsInert ? "none" : Numbers.Share(Math.Exp(after[c].Distance) - 1),
                Numbers.Share((before[c].LongShare + before[c].ShortShare) / 2),
                Numbers.Share(after[c].LongShare),
                Numbers.Share(after[c].ShortShare),
                result.Fit.Fits.IsEmpty ? "-" : CompactNumber.Notional(result.Fit.Fits.Sum(f => f.Information[c])),
                IsLearnt(result.Fit, c) ? "learnt" : "");
        }

        table.Write(console);
    }

    /// <summary>Whether a class was learnt from the bars, for one side at least.</summary>
    public static bool IsLearnt(CalibrationFit fit, int distanceClass) => fit.IsAccepted && fit.Fits.Any(f => f.Learnt[distanceClass]);
}
