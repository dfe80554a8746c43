using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A map read: hottest zones, asymmetry, concentration, gaps, and what price may touch.</summary>
/// <remarks>Immutable. <see cref="ToString"/> says it in plain words.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed class MapReport
{
    internal MapReport(MapView view) =>
        (Grid, MarkPrice, Unit, InBands, Below, Above, Unplaced) = (view.Grid, view.MarkPrice, view.Unit, view.InBands, view.Below, view.Above, view.Unplaced);

    /// <summary>The price axis; every reading speaks of this window.</summary>
    public BandGrid Grid { get; }

    /// <summary>The mark, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>What notional is counted in; <see langword="null"/> when nobody said.</summary>
    public string? Unit { get; }

    /// <summary>What the readings are of.</summary>
    public SideTally InBands { get; }

    /// <summary>What lies below the window and takes no part.</summary>
    public SideTally Below { get; }

    /// <summary>What lies above the window and takes no part.</summary>
    public SideTally Above { get; }

    /// <summary>What has no place on the axis and takes no part.</summary>
    public UnplacedRows Unplaced { get; }

    /// <summary>All of it: in bands, outside, and unplaced.</summary>
    public SideTally Total => InBands + Below + Above + Unplaced.Total;

    /// <summary>The yearly volatility of the law of prices; <see langword="null"/> where none was given.</summary>
    public double? Volatility { get; internal init; }

    /// <summary>Where longs cluster, the most prominent first.</summary>
    public ImmutableArray<Zone> LongZones { get; internal init; }

    /// <summary>Where shorts cluster, the most prominent first.</summary>
    public ImmutableArray<Zone> ShortZones { get; internal init; }

    /// <summary>The nearest zone of longs that is worth following, as <see cref="ReportOptions.Nearest"/> says; <see langword="null"/> where there is none.</summary>
    public Zone? NearestLongZone { get; internal init; }

    /// <summary>The nearest zone of shorts that is worth following, as <see cref="ReportOptions.Nearest"/> says; <see langword="null"/> where there is none.</summary>
    public Zone? NearestShortZone { get; internal init; }

    /// <summary>Which side is exposed within each distance.</summary>
    public ImmutableArray<Asymmetry> Asymmetries { get; internal init; }

    /// <summary>Centre of mass, spread and skew.</summary>
    public MapShape Shape { get; internal init; }

    /// <summary>How concentrated the longs are.</summary>
    public Concentration LongConcentration { get; internal init; }

    /// <summary>How concentrated the shorts are.</summary>
    public Concentration ShortConcentration { get; internal init; }

    /// <summary>How concentrated all are.</summary>
    public Concentration Concentration { get; internal init; }

    /// <summary>The widest gaps below the mark, or the nearest, as asked for.</summary>
    public ImmutableArray<Gap> GapsBelow { get; internal init; }

    /// <summary>The widest gaps above the mark, or the nearest, as asked for.</summary>
    public ImmutableArray<Gap> GapsAbove { get; internal init; }

    /// <summary>The nearest gap below the mark; <see langword="null"/> where there is none.</summary>
    public Gap? NearestGapBelow { get; internal init; }

    /// <summary>The nearest gap above the mark; <see langword="null"/> where there is none.</summary>
    public Gap? NearestGapAbove { get; internal init; }

    /// <summary>What price may do within each horizon; empty where no law of prices was given.</summary>
    public ImmutableArray<HorizonReading> Horizons { get; internal init; }

    /// <summary>The report in plain words, several lines.</summary>
    public override string ToString() => ReportText.Of(this);
}
