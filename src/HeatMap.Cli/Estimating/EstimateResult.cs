using HeatMap.Cli.Mapping;
using HeatMap.Cli.Reading;
using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>What came of an estimate.</summary>
/// <param name="Asset">What is estimated; null where nobody says.</param>
/// <param name="Venues">The modelled venues, in the order that the user named them.</param>
/// <param name="Maps">All venues as they go into the sum: a measured one in the place of its model.</param>
/// <param name="Read">The sum in the bands to show, with a layer a venue where there are several, and what it says.</param>
/// <param name="Moves">What moves would sweep of the modelled venues.</param>
/// <param name="Single">The estimate alone where one modelled venue is all there is, and its layers by distance in the bands to show; null otherwise.</param>
/// <param name="HeatMap">The modelled venues by price and time; null where nobody asked.</param>
/// <param name="Notes">What a reader must know.</param>
internal sealed record EstimateResult(
    string? Asset,
    IReadOnlyList<EstimatedVenue> Venues,
    VenueMaps Maps,
    LoadedReport Read,
    IReadOnlyList<SweptMove> Moves,
    (EstimatedMap Estimate, MapLayers ByDistance)? Single,
    LiquidationHeatMap? HeatMap,
    IReadOnlyList<string> Notes)
{
    public LoadedMap Shown => Read.Loaded;
}
