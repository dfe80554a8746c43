using HeatMap.Charts;
using HeatMap.Cli.Commands;
using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Watching;

/// <summary>What the user asked <c>heatmap watch</c> to do, checked.</summary>
/// <param name="Path">A file, or a folder.</param>
/// <param name="Bands">The price axis.</param>
internal sealed record WatchSettings(string Path, BandSettings Bands)
{
    /// <summary>What the file holds; null to tell by its columns.</summary>
    public InputKind? Kind { get; init; }

    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Zero for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Whether a recorded log is played instead of following its end.</summary>
    public bool IsReplay { get; init; }

    /// <summary>How many times as fast as it happened; null for at once.</summary>
    public double? Speed { get; init; }

    public TimeSpan? Every { get; init; }

    public IReadOnlyList<WatchedRule> Rules { get; init; } = [];

    public double? Mark { get; init; }

    public string? Venue { get; init; }

    public string? TiersFile { get; init; }

    public string? Symbol { get; init; }

    /// <summary>For bars: BTC of BTCUSDT; null to take that of the symbol.</summary>
    public string? Asset { get; init; }

    /// <summary>What the file calls columns, as <c>name=theirs</c>; goes with <see cref="Kind"/>.</summary>
    public IReadOnlyList<string> Renames { get; init; } = [];

    public bool SkipBad { get; init; }

    public ChartTheme Theme { get; init; } = ChartTheme.System;

    public HeatPalette Palette { get; init; } = HeatPalette.Viridis;

    public MapSettings ForPositions(string file) =>
        new(new InputSettings { Lines = CsvSettings.Parse(file, ColumnNames.All, Renames, SkipBad) with { CanRename = Kind is not null }, Venue = Venue, TiersFile = TiersFile }, Bands) { Mark = Mark, Symbol = Symbol };

    public EstimateSettings ForBars(string file) =>
        new(new BarInputSettings { Bars = new() { Files = [file], Symbol = Symbol, Renames = CsvSettings.Parse(file, BarNames.Renamable, Renames, SkipBad).Renames, SkipBad = SkipBad }, Asset = Asset ?? BarOptions.AssetOf(Symbol) }, Bands) { Every = Every, MakesHeatMap = true };

    public ReplaySettings ForEvents(string file) => new(CsvSettings.Parse(file, EventColumns.OfEvents, Renames, SkipBad) with { CanRename = Kind is not null }, Bands)
    {
        Venue = Venue,
        TiersFile = TiersFile,
        Symbol = Symbol,
        Mark = Mark,
        Speed = IsReplay ? Speed : null,
        Every = Every,
        MakesHeatMap = true,
    };
}
