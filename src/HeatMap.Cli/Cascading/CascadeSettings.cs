using HeatMap.Cascades;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Cascading;

/// <summary>What the user asked <c>heatmap cascade</c> to do, checked.</summary>
/// <param name="Files">Positions, or maps.</param>
/// <param name="Mapping">How positions are mapped, and which bands and mark a map is given.</param>
/// <param name="Market">What takes the forced orders.</param>
/// <param name="Shock">What comes from outside; null for a path.</param>
/// <param name="Payment">Who pays.</param>
internal sealed record CascadeSettings(IReadOnlyList<string> Files, MapSettings Mapping, MarketSettings Market, ShockSettings? Shock, PaymentSettings Payment)
{
    /// <summary>The least number of points of the amplification curve; null for no curve.</summary>
    public int? CurvePoints { get; init; }

    /// <summary>Where in a band its notional waits; null for both edges.</summary>
    public BandEdge? Edge { get; init; }

    /// <summary>Whether the user chose the edges.</summary>
    public bool ChoseEdge { get; init; }

    /// <summary>Random paths; null for none.</summary>
    public SimulationSettings? Simulation { get; init; }

    /// <summary>The cascade in time; null where it was not asked for.</summary>
    public EpisodeSettings? Episode { get; init; }

    /// <summary>The most thresholds to tell, on each side; null for the default.</summary>
    public int? Top { get; init; }
}
