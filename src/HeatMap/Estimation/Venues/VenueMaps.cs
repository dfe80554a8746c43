using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>The maps of several venues side by side: each measured or modelled, never both, and never blended without saying so.</summary>
/// <remarks>Immutable. <see cref="Total"/> adds them up and carries every venue as a source; <see cref="Layers"/> keeps them apart.</remarks>
public sealed class VenueMaps : IReadOnlyList<VenueMap>
{
    private readonly ImmutableArray<VenueMap> _venues;

    /// <summary>Puts venues side by side.</summary>
    /// <param name="venues">At least one, each venue once, on grids of one lattice.</param>
    /// <exception cref="ArgumentException">There is none, a venue comes twice, or lattices, quanta or units differ.</exception>
    public VenueMaps(params ReadOnlySpan<VenueMap> venues)
    {
        if (venues.IsEmpty)
        {
            Throw.Argument(nameof(venues), "there must be at least one venue");
        }

        for (int i = 0; i < venues.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(venues[i], nameof(venues));
            for (int j = 0; j < i; j++)
            {
                if (venues[j].Venue == venues[i].Venue)
                {
                    Throw.Argument(nameof(venues), $"venue '{venues[i].Venue}' comes twice; what is measured replaces the model, see With");
                }
            }
        }

        _venues = [.. venues];

        // All venues are seen from one mark, the first one's: theirs differ by a few hundredths of a percent.
        var layers = new (string, LiquidationMap)[venues.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = (venues[i].Venue, venues[i].Map.WithMark(venues[0].Map.MarkPrice));
        }

        Layers = new(layers);
    }

    /// <summary>One layer a venue.</summary>
    public MapLayers Layers { get; }

    /// <summary>All venues together, to the last unit; its sources name each venue and say whether it is modelled.</summary>
    public LiquidationMap Total => Layers.Total;

    /// <summary>The number of venues.</summary>
    public int Count => _venues.Length;

    /// <summary>The open interest of all venues where it is known, in base.</summary>
    public double OpenInterest
    {
        get
        {
            double sum = 0;
            foreach (VenueMap venue in _venues)
            {
                sum += double.IsNaN(venue.OpenInterest) ? 0 : venue.OpenInterest;
            }

            return sum;
        }
    }

    /// <summary>The share of all notional that was read from real positions; NaN where there is no notional.</summary>
    public double MeasuredShare
    {
        get
        {
            double measured = 0, all = 0;
            foreach (VenueMap venue in _venues)
            {
                double notional = venue.Map.Total.Notional;
                all += notional;
                measured += venue.IsMeasured ? notional : 0;
            }

            return measured / all;
        }
    }

    /// <summary>A venue, in the order given.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public VenueMap this[int index] => _venues[index];

    /// <summary>The share of an open interest that these venues account for.</summary>
    /// <param name="openInterest">The open interest of all markets there are, in base; finite and &gt; 0.</param>
    /// <returns>A fraction: each venue's open interest times the share of it that its map shows. Venues without known open interest count for nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="openInterest"/> is outside its domain.</exception>
    public double Coverage(double openInterest)
    {
        Guard.Positive(openInterest);
        double covered = 0;
        foreach (VenueMap venue in _venues)
        {
            covered += double.IsNaN(venue.OpenInterest) ? 0 : Math.Min(venue.Coverage, 1) * venue.OpenInterest;
        }

        return covered / openInterest;
    }

    /// <summary>The notional of a side of a band that was read from real positions, and that which was modelled.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">Prices; whole bands count, as in <see cref="MapView.Notional"/>.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public (double Measured, double Modelled) Notional(Side side, PriceRange range)
    {
        double measured = 0, modelled = 0;
        foreach (VenueMap venue in _venues)
        {
            double notional = venue.Map.Notional(side, range);
            measured += venue.IsMeasured ? notional : 0;
            modelled += venue.IsMeasured ? 0 : notional;
        }

        return (measured, modelled);
    }

    /// <summary>The same venues with one added, or put in the place of the one of its name: real positions replace a model.</summary>
    /// <param name="venue">The venue.</param>
    /// <exception cref="ArgumentException">Lattices, quanta or units differ.</exception>
    public VenueMaps With(VenueMap venue)
    {
        ArgumentNullException.ThrowIfNull(venue);
        var venues = new List<VenueMap>(_venues);
        int place = venues.FindIndex(v => v.Venue == venue.Venue);
        if (place < 0)
        {
            venues.Add(venue);
        }
        else
        {
            venues[place] = venue;
        }

        return new([.. venues]);
    }

    /// <inheritdoc/>
    public IEnumerator<VenueMap> GetEnumerator() => ((IEnumerable<VenueMap>)_venues).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} venues: {Total}");
}
