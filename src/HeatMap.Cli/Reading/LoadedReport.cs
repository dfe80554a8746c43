using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Reading;

/// <summary>A map and what it says.</summary>
/// <param name="Loaded">The map with what its file tells.</param>
/// <param name="Report">What it says.</param>
internal sealed record LoadedReport(LoadedMap Loaded, MapReport Report)
{
    public LiquidationMap Map => Loaded.Map;

    public static LoadedReport Of(LoadedMap loaded, ReportOptions options) => new(loaded, loaded.Map.Report(options));
}
