using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap;

/// <summary>Where two maps disagree: what each band adds to their Jensen-Shannon divergence, and by how much its share differs.</summary>
/// <remarks>Immutable. Made by <see cref="MapDistances.DisagreementWith(LiquidationMap, LiquidationMap, Side?)"/>. Where neither map has notional in bands all is zero, where only one has all is NaN.</remarks>
public sealed class BandDisagreement
{
    private readonly double[] _nats, _shares, _otherShares;

    internal BandDisagreement(BandGrid grid, double[] nats, double[] shares, double[] otherShares)
    {
        Grid = grid;
        (_nats, _shares, _otherShares) = (nats, shares, otherShares);
        var sum = default(FoldedSum);
        foreach (double part in nats)
        {
            sum.Add(part);
        }

        TotalNats = sum.Value;
    }

    /// <summary>The price axis, over both windows.</summary>
    public BandGrid Grid { get; }

    /// <summary>The Jensen-Shannon divergence in nats: the sum of all bands.</summary>
    public double TotalNats { get; }

    /// <summary>What each band adds, in nats.</summary>
    public ReadOnlySpan<double> Nats => _nats;

    /// <summary>Each band's share in the map that was asked, a fraction.</summary>
    public ReadOnlySpan<double> Shares => _shares;

    /// <summary>Each band's share in the other map, a fraction.</summary>
    public ReadOnlySpan<double> OtherShares => _otherShares;

    /// <summary>One band.</summary>
    /// <param name="band">From 0 to the grid's count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public BandShare this[int band] => new(Grid[band], _shares[band], _otherShares[band], _nats[band]);

    /// <summary>The bands that add most, the greatest first; of equal ones the lowest first. Bands that add nothing are left out.</summary>
    /// <param name="count">How many at most; &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <remarks>O(bands × log bands). Allocates the result and scratch.</remarks>
    public ImmutableArray<BandShare> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Greatest.Bands(_nats, count).Select(band => this[band])];
    }

    /// <summary>For example <c>JS 0.1064 nats over 10 uniform bands of 10 from 50 to 150; most in 50 to 60</c>.</summary>
    public override string ToString()
    {
        int[] most = Greatest.Bands(_nats, 1);
        string where = most.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; most in {Grid[most[0]].Lower} to {Grid[most[0]].Upper}");
        return string.Create(CultureInfo.InvariantCulture, $"JS {TotalNats:G4} nats over {Grid}{where}");
    }
}
