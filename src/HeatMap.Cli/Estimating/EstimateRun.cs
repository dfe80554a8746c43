using HeatMap.Cli.Reading;
using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>Reads bars of all venues in the order of their times, and makes one map of what the estimators then hold.</summary>
internal static class EstimateRun
{
    private const long DayMs = 86_400_000;

    public static EstimateResult Of(EstimateSettings settings, ToolConsole console)
    {
        LoadedBars[] bars = LoadedBars.LoadAll(settings, console);
        KnownCalibration[] calibrations = [.. bars.Select(b => KnownCalibration.Of(settings, b.Bars, usesLiquidations: false, console))];
        BandGrid grid = StateGrid.For(bars, calibrations[0].Calibration.Mix, settings.Step);
        LiquidationMap? measured = MeasuredPositions.Load(settings, grid, bars[0].Bars[^1].Close, console);
        EnsembleOptions? ensemble = settings.Members is { } members ? new() { Members = members, Seed = settings.Seed } : null;
        var options = calibrations[0].Choices(bars[0].Bars.Interval) with { Unit = measured?.Unit };
        EstimatedVenue[] venues = [.. bars.Zip(calibrations, (b, c) => new EstimatedVenue(b, c, grid, options, ensemble))];
        LiquidationHeatMap? heatMap = Play(venues, settings, measured?.Unit);

        var maps = new VenueMaps([.. venues.Select(static v => VenueMap.Modelled(v.Name, v.ToMap()))]);
        maps = measured is null ? maps : MeasuredPositions.With(maps, measured, settings);
        return new(settings.Asset, venues, maps, Shown(maps, venues, settings), MovesOf(venues, maps), Single(maps, venues, settings), heatMap, Notes(venues, maps, settings));
    }

    private static (EstimatedMap Estimate, MapLayers ByDistance)? Single(VenueMaps maps, EstimatedVenue[] venues, EstimateSettings settings)
    {
        if (maps is not [{ IsMeasured: false }] || venues[0].ToMap() is not { OpenInterest: > 0 } estimate)
        {
            return null;
        }

        MapLayers layers = estimate.ToLayers();
        BandGrid grid = settings.Bands.Grid(maps.Total.MarkPrice);
        MapSource[] sources = SourcesOf(estimate.Map, venues[0].Bars.Bars.Interval);
        return (estimate, new([.. layers.Names.Select((name, i) => (name, ShownMap.Of(layers[i].View, grid).From(sources)))]));
    }

    /// <summary>Feeds all venues to the end; gives price by time where it is wanted.</summary>
    private static LiquidationHeatMap? Play(EstimatedVenue[] venues, EstimateSettings settings, string? unit)
    {
        EstimateColumns? columns = settings.MakesHeatMap ? new(venues, settings, unit) : null;
        while (venues.Min(static v => v.NextUnixMs) is { } time)
        {
            columns?.Reach(time);
            foreach (EstimatedVenue venue in venues)
            {
                if (venue.NextUnixMs == time)
                {
                    MarketBar bar = venue.Read();
                    columns?.Passed(bar);
                }
            }
        }

        return columns?.Finish();
    }

    /// <summary>What moves sweep of the venues that are still models; nothing where no open interest is known, which has no shares.</summary>
    private static SweptMove[] MovesOf(EstimatedVenue[] venues, VenueMaps maps)
    {
        EstimatedVenue[] modelled = [.. venues.Where(v => maps.Any(m => m.Venue == v.Name && !m.IsMeasured) && v.Estimator.StandingQuantity(Side.Long) > 0)];
        return modelled.Length > 0 ? SweptSide.Of(modelled) : [];
    }

    private static LoadedReport Shown(VenueMaps maps, EstimatedVenue[] venues, EstimateSettings settings)
    {
        LiquidationMap total = maps.Total;
        BandGrid grid = settings.Bands.Grid(total.MarkPrice);
        LiquidationMap Show(LiquidationMap map) => ShownMap.Of(map.View, grid).From(SourcesOf(map, venues[0].Bars.Bars.Interval)).WithMark(total.MarkPrice);
        MapLayers? layers = maps.Count == 1 ? null : new([.. maps.Layers.Names.Select((name, i) => (name, Show(maps.Layers[i])))]);
        LiquidationMap shown = Show(total);
        if (maps is [{ IsMeasured: false }])
        {
            // One venue that is modelled: its source says of what, and whether anybody scored that.
            shown = shown.From(SourcesOf(venues[0].ToMap().Map, venues[0].Bars.Bars.Interval));
        }

        return LoadedReport.Of(new(shown, settings.Asset, Skipped: null, layers), new());
    }

    /// <summary>An estimator dates its map by the beginning of the newest bar, but the map could only be seen at its end: who plays it back must not see it before.</summary>
    private static MapSource[] SourcesOf(LiquidationMap map, TimeSpan bar) => [.. map.Sources.Select(s => s.IsModelled ? new MapSource(s.Name, isModelled: true, s.AsOf + bar) : s)];

    private static List<string> Notes(EstimatedVenue[] venues, VenueMaps maps, EstimateSettings settings)
    {
        var notes = new List<string>();
        long last = venues.Max(static v => v.Bars.EndUnixMs);
        foreach (EstimatedVenue venue in venues)
        {
            string name = venues.Length == 1 ? "" : venue.Name + ": ";
            notes.AddRange(venue.Bars.Notes.Select(n => name + n));
            if (last - venue.Bars.EndUnixMs >= DayMs)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}its bars end {(last - venue.Bars.EndUnixMs) / (double)DayMs:0.#} days before those of others, and it is shown as it was then"));
            }

            if (venue.Calibration.Volume == VolumeUse.Reported && venue.Estimator.VolumeViolations > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}in {venue.Estimator.VolumeViolations} bars open interest changed by more than was traded; volume was taken to be the change"));
            }
        }

        if (settings.MeasuredVenue is { } measured)
        {
            notes.Add($"{measured} was read from real positions{(venues.Any(v => v.Name == measured) ? ", which replace its model" : "")}{(settings.MakesHeatMap ? "; the heat map over time shows models alone" : "")}");
        }

        if (maps.Any(static v => double.IsNaN(v.OpenInterest)))
        {
            notes.Add("the coverage of a measured venue is not known without its open interest: say it with --measured-oi");
        }

        return notes;
    }
}
