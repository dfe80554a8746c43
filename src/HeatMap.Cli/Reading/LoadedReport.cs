using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Reading;

/// <summary>A map and what it says.</summary>
/// <param name="Loaded">The map with what its file tells.</param>
/// <param name="Report">What it says.</param>
/// <param name="Volatility">Per year, as a fraction; null when nobody gave one.</param>
/// <param name="MinProminence">By how much zones stand out at least, in the map's unit.</param>
internal sealed record LoadedReport(LoadedMap Loaded, MapReport Report, double? Volatility, double MinProminence)
{
    public LiquidationMap Map => Loaded.Map;

    public static LoadedReport Of(LoadedMap loaded, ReportOptions options) => new(loaded, loaded.Map.Report(options), options.Model?.Volatility, options.MinProminence);
}
