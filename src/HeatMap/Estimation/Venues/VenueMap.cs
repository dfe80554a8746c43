using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>The map of one venue, measured or modelled, and how much of the venue's open interest it shows.</summary>
public sealed class VenueMap
{
    private VenueMap(string venue, LiquidationMap map, bool isMeasured, double openInterest, double coverage, double assumedShare, EstimatedMap? estimate)
    {
        (Venue, Map, IsMeasured, OpenInterest, Coverage, AssumedShare, Estimate) = (Guard.Name(venue, nameof(venue)), map, isMeasured, openInterest, coverage, assumedShare, estimate);
    }

    /// <summary>The venue's name.</summary>
    public string Venue { get; }

    /// <summary>Where its forced orders wait. Its source carries the venue's name and says whether it is modelled.</summary>
    public LiquidationMap Map { get; }

    /// <summary>Whether it was read from real positions.</summary>
    public bool IsMeasured { get; }

    /// <summary>The venue's open interest, in base; NaN where unknown.</summary>
    public double OpenInterest { get; }

    /// <summary>The share of the venue's open interest that the map accounts for: of both sides, at the mark for what nothing liquidates. NaN where open interest is unknown. Above 1 where numbers contradict each other.</summary>
    public double Coverage { get; }

    /// <summary>The share of the map that rests on start-up assumptions; 0 where it is measured.</summary>
    public double AssumedShare { get; }

    /// <summary>The estimate behind it; <see langword="null"/> where it is measured.</summary>
    public EstimatedMap? Estimate { get; }

    /// <summary>A venue whose positions are hidden.</summary>
    /// <param name="venue">Its name.</param>
    /// <param name="estimate">The estimate, made from its own bars.</param>
    /// <exception cref="ArgumentException"><paramref name="venue"/> is no name.</exception>
    public static VenueMap Modelled(string venue, EstimatedMap estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        LiquidationMap map = estimate.Map.From(new MapSource(Guard.Name(venue), isModelled: true, DateTimeOffset.FromUnixTimeMilliseconds(estimate.LastOpenTimeUnixMs)));
        return new(venue, map, isMeasured: false, estimate.OpenInterest, double.IsNaN(estimate.OpenInterest) ? double.NaN : 1 - estimate.BurnInShare, estimate.BurnInShare, estimate);
    }

    /// <summary>A venue whose positions are known.</summary>
    /// <param name="venue">Its name.</param>
    /// <param name="map">Made from real positions.</param>
    /// <param name="openInterest">The venue's open interest, in base, finite and &gt; 0, or NaN where unknown.</param>
    /// <param name="asOf">When the positions were read; <see langword="null"/> where nobody says.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or a source of the map says that it is modelled.</exception>
    public static VenueMap Measured(string venue, LiquidationMap map, double openInterest = double.NaN, DateTimeOffset? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        foreach (MapSource source in map.Sources)
        {
            if (source.IsModelled)
            {
                Throw.Argument(nameof(map), $"map must be made from real positions; its source '{source.Name}' is modelled");
            }
        }

        if (!double.IsNaN(openInterest))
        {
            Guard.Positive(openInterest);
        }

        double coverage = map.Total.Notional / (2 * openInterest * map.MarkPrice);
        return new(venue, map.From(new MapSource(Guard.Name(venue), isModelled: false, asOf)), isMeasured: true, openInterest, coverage, 0, null);
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Venue}, {(IsMeasured ? "measured" : "modelled")}: {Map}");
}
