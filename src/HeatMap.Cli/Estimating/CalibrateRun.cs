using HeatMap.Cli.Input;
using HeatMap.Estimation;
using BarColumn = HeatMap.Estimation.BarColumn;

namespace HeatMap.Cli.Estimating;

/// <summary>Fits a calibration to bars with liquidations.</summary>
internal static class CalibrateRun
{
    public static CalibrateResult Of(CalibrateSettings settings, ToolConsole console)
    {
        LoadedBars loaded = LoadedBars.LoadAll(settings, console)[0];
        PrintedBars? printed = settings.Prints is { } prints ? PrintedBars.Load(prints, settings.SideOf, loaded.Bars, console) : null;
        loaded = loaded with { Bars = printed?.Bars ?? loaded.Bars };
        if (loaded.Bars.Report.IsMissing(BarColumn.LongLiquidations) || loaded.Bars.Report.IsMissing(BarColumn.ShortLiquidations))
        {
            throw ToolException.BadInput(loaded.File, "expected bars with long_liquidation_usd and short_liquidation_usd, which the mix is fitted to, had none: add a file that has them, or one of executed liquidations");
        }

        if (settings.IsThinned && printed is null)
        {
            throw ToolException.Usage("--feed thinned goes with executed liquidations, whose seconds tell what is missing; of bars say --censored PERCENT");
        }

        double undercount = 1;
        bool[] censored = new bool[loaded.Bars.Count];
        if (settings.IsThinned)
        {
            (MarketBars corrected, undercount) = ThinnedBars.Corrected(printed!, censored);
            loaded = loaded with { Bars = corrected };
        }

        MarkBusiest(loaded.Bars, settings.CensoredShare, censored);
        var prior = KnownCalibration.Of(settings, loaded.Bars, usesLiquidations: true, console);
        BandGrid grid = StateGrid.For([loaded], prior.Calibration.Mix, settings.Step);
        var options = new CalibrationFitOptions { PoolsSides = !settings.SplitsSides, Scopes = loaded.Bars.Scopes, Estimator = prior.Choices(loaded.Bars.Interval) };
        options = settings.HeldOutShare is { } held ? options with { Mix = options.Mix with { HeldOutShare = held } } : options;
        try
        {
            var fit = CalibrationFit.Fit(new MarketSample(loaded.Bars, prior.Calibration, grid) { IsCensored = [.. censored] }, options);
            double? elasticity = fit.IsAccepted ? ElasticityOf(loaded.Bars, new(fit.Calibration, grid, options.Estimator)) : null;
            Calibration calibration = elasticity is { } known ? fit.Calibration with { Elasticity = known } : fit.Calibration;
            return new(loaded, prior, fit, calibration, elasticity is not null, censored.Count(static c => c), undercount, loaded.Notes);
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(loaded.File, Message.Printable(Message.Of(error)));
        }
    }

    /// <summary>By how much liquidations rise with the swept share, given the path; null where there is too little to fit a model of the path.</summary>
    private static double? ElasticityOf(MarketBars bars, PositionEstimator estimator)
    {
        var builder = new VolumeRowsBuilder(new PathFeatures(bars.Interval), estimator);
        builder.AddAll(bars.Span);
        VolumeRows rows = builder.ToRows();
        return rows.Count > 4 * rows.Names.Length && rows.Targets.ContainsAnyExcept(0.0) ? Math.Max(ForcedVolumeModel.Fit(rows).Elasticities[0], 0) : null;
    }

    private static void MarkBusiest(MarketBars bars, double share, bool[] censored)
    {
        int[] known = [.. Enumerable.Range(0, bars.Count).Where(i => bars[i].LongLiquidations + bars[i].ShortLiquidations > 0)];
        foreach (int bar in known.OrderByDescending(i => bars[i].LongLiquidations + bars[i].ShortLiquidations).Take((int)(known.Length * share)))
        {
            censored[bar] = true;
        }
    }
}
