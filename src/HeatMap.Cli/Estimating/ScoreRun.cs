using HeatMap.Cli.Input;
using HeatMap.Cli.Output;
using HeatMap.Estimation;
using HeatMap.Evaluation;
using BarColumn = HeatMap.Estimation.BarColumn;

namespace HeatMap.Cli.Estimating;

/// <summary>Judges the estimator, its baselines and maps of others by what was liquidated afterwards.</summary>
internal static class ScoreRun
{
    /// <summary>What the report calls the estimator.</summary>
    public const string Estimate = "estimate";

    /// <summary>What it calls the mean of estimates with other assumptions.</summary>
    public const string Ensemble = "ensemble";

    /// <summary>What it calls the same engine told prices only.</summary>
    public const string NullMapName = "null map";

    /// <summary>Over fewer days nothing is claimed.</summary>
    public const int LeastDays = 30;

    public static ScoreResult Of(ScoreSettings settings, ToolConsole console)
    {
        LoadedBars loaded = LoadedBars.LoadAll(settings, console)[0];
        PrintedBars? printed = settings.Prints is { } prints ? PrintedBars.Load(prints, settings.SideOf, loaded.Bars, console) : null;
        MarketBars bars = printed?.Bars ?? loaded.Bars;
        if (bars.Report.IsMissing(BarColumn.LongLiquidations) || bars.Report.IsMissing(BarColumn.ShortLiquidations))
        {
            throw ToolException.BadInput(loaded.File, "expected bars with long_liquidation_usd and short_liquidation_usd, by which maps are judged, had none: add a file with --liquidations, or executed liquidations with --prints");
        }

        loaded = loaded with { Bars = bars };
        var known = KnownCalibration.Of(settings, bars, usesLiquidations: true, console);
        BandGrid grid = StateGrid.For([loaded], known.Calibration.Mix, settings.Step);
        var options = new MapScorerOptions
        {
            Path = new() { Interval = settings.Interval },
            WalkForward = settings.WalkForward,
            Bootstrap = new() { Seed = settings.Seed, Draws = settings.Draws },
        };
        try
        {
            var evidence = new ScoreEvidence { Prints = printed?.WithPrices(settings.BankruptcyRate) ?? [] };
            var told = new List<string>();
            ScoreReport report = MapScorer.Score(bars, Maps(settings, known, grid, loaded, told, console), options, evidence);
            string knows = known.Volume == VolumeUse.Reported && !bars.Report.IsMissing(BarColumn.Volume) ? "real open interest with reported volume" : "real open interest";
            return new(settings.Asset, loaded, known, knows, report, Notes(settings, loaded, known, report, told));
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(loaded.File, Message.Printable(Message.Of(error)));
        }
    }

    private static ScoredMap[] Maps(ScoreSettings settings, KnownCalibration known, BandGrid grid, LoadedBars loaded, List<string> told, ToolConsole console)
    {
        MarketBars bars = loaded.Bars;
        TimeSpan bar = bars.Interval;
        Calibration calibration = known.Calibration;
        PositionEstimatorOptions choices = known.Choices(bar);
        var maps = new List<ScoredMap>
        {
            new(Estimate, new PositionEstimator(calibration, grid, choices)),
            // Turnover by range is geometry of the path, so the null map has it whatever the estimate takes: told constant volume it is weaker, and the range would pass for open interest.
            new(NullMapName, new NullMap(new PositionEstimator(calibration, grid, choices with { Volume = VolumeUse.ByRange }), bar, turnoverPerDay: calibration.TurnoverPerDay)),
        };
        if (settings.Members is { } members)
        {
            maps.Add(new(Ensemble, new EstimatorEnsemble(calibration, grid, new() { Members = members, Seed = settings.Seed }, choices)));
        }

        maps.AddRange(Peers(grid, bars));
        foreach (string path in settings.Snapshots)
        {
            MapSnapshot[] snapshots = SnapshotFiles.Read(path, console);
            (long first, long last) = (snapshots[0].KnownAtUnixMs, snapshots[^1].KnownAtUnixMs);
            if (first >= loaded.EndUnixMs)
            {
                throw ToolException.BadInput(path, $"expected maps that were known before the bars end, at {BarSummary.Time(loaded.EndUnixMs)} UTC, the first was known at {BarSummary.Time(first)}");
            }

            string name = NameOf(path, maps);
            maps.Add(new(name, new SnapshotSeries(snapshots, bar)));
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {snapshots.Length} {(snapshots.Length == 1 ? "map" : "maps")}, known from {BarSummary.Time(first)} to {BarSummary.Time(last)} UTC; afterwards the last one stands."));
        }

        return [.. maps];
    }

    /// <summary>What public programs do, each with its defects. Those that live on volume are left out where there is none.</summary>
    private static IEnumerable<ScoredMap> Peers(BandGrid grid, MarketBars bars)
    {
        yield return new("both sides", new BothSidesEstimator(grid));
        yield return new("candle side", new CandleSideEstimator(grid));
        if (!bars.Report.IsMissing(BarColumn.Volume))
        {
            yield return new("volume profile", new VolumeProfileEstimator(grid));
            yield return new("turnover", new TurnoverEstimator(grid, new() { Rungs = bars.Interval > TimeSpan.FromHours(1) ? TurnoverEstimatorOptions.LongBars : TurnoverEstimatorOptions.ShortBars }));
        }
    }

    /// <summary>A name for a file of maps that no other row has.</summary>
    private static string NameOf(string path, List<ScoredMap> maps)
    {
        string name = Message.Printable(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
        name = name.Length is > 0 and <= 60 ? name : "snapshots";
        return maps.Exists(m => m.Name == name) ? string.Create(CultureInfo.InvariantCulture, $"{name} ({maps.Count})") : name;
    }

    /// <summary>Which part of the tested time the calibration was fitted to, where it is of that asset.</summary>
    private static double FittedShare(KnownCalibration known, ScoreReport report)
    {
        if (known.Calibration is not { WindowStartUnixMs: { } start, WindowEndUnixMs: { } end } || !known.IsOfAsset || report.TestEndUnixMs <= report.TestStartUnixMs)
        {
            return 0;
        }

        double shared = Math.Min(end, report.TestEndUnixMs) - Math.Max(start, report.TestStartUnixMs);
        return Math.Max(shared, 0) / (report.TestEndUnixMs - report.TestStartUnixMs);
    }

    private static List<string> Notes(ScoreSettings settings, LoadedBars loaded, KnownCalibration known, ScoreReport report, List<string> told)
    {
        var notes = new List<string>
        {
            "Given the path of the price, this is how much is liquidated; it is no forecast of where the price goes, and no profit.",
            "The null map is the same engine told prices only: what it gains is geometry of the path, and only what lies beyond it needs real open interest.",
        };
        if (FittedShare(known, report) is > 0 and var fitted)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Of the time that was tested {fitted:P0} lies in the window that the calibration was fitted to: there its mix has seen what it is judged by. --from leaves it out."));
        }

        if (known.Doubt is { } doubt)
        {
            notes.Add($"Not validated: {doubt}.");
        }

        MarketScopes scopes = loaded.Bars.Scopes;
        notes.Add(scopes switch
        {
            { OpenInterest: null } or { Liquidations: null } => "Nobody says over which markets open interest and liquidations are counted (--scope-oi, --scope-liquidations): where they differ, expect little.",
            _ when scopes.OpenInterest != scopes.Liquidations => $"Open interest is of {scopes.OpenInterest}, liquidations are of {scopes.Liquidations}: the less the two overlap, the less a map can add.",
            _ => $"Open interest and liquidations are both of {scopes.OpenInterest}.",
        });
        notes.Add("Binance and OKX publish at most one liquidation a symbol and second: totals are lower bounds, most so in the worst hours.");
        if (report.OpenInterestCoverage < 1)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Open interest is known in {report.OpenInterestCoverage:P1} of the tests."));
        }

        if (loaded.Bars.Report.IsMissing(BarColumn.Volume))
        {
            notes.Add("Simple estimators that live on volume, the volume profile and turnover, are left out: there is none.");
        }

        if (report.Location is { BeyondShare: > 0.2 } location)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{location.BeyondShare:P0} of the dollars lie beyond the prices that were reached: the prices of the prints are no triggers. Where they are those of bankruptcy, say --bankruptcy-rate."));
        }

        if (report.TestDays < LeastDays)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{report.TestDays} days of tests are few: intervals drawn over so few days are too narrow."));
        }

        if (settings.Snapshots.Count > 0)
        {
            notes.Add("Maps of others count from the moment that their file states; between two of them what price has passed is taken away. All rows are trained and tested on the same bars, so none counts before the first map of each: without --snapshots the others are scored over more.");
            notes.AddRange(told);
        }

        notes.AddRange(loaded.Notes);
        return notes;
    }
}
