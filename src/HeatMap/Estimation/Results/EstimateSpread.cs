namespace HeatMap.Estimation;

/// <summary>The quantities that the members of an ensemble give for each band.</summary>
/// <param name="members">How many.</param>
/// <param name="bands">The bands of the grid.</param>
/// <param name="longs">Sorted, by band, then member.</param>
/// <param name="shorts">The same for shorts.</param>
internal sealed class EstimateSpread(int members, int bands, double[] longs, double[] shorts)
{
    public int Members => members;

    /// <summary>A quantile of a band's quantity: linear between members.</summary>
    public double Quantile(Side side, int band, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, bands);
        ReadOnlySpan<double> sorted = (side == Side.Long ? longs : shorts).AsSpan(band * members, members);
        double place = probability * (members - 1);
        int below = (int)place, above = Math.Min(below + 1, members - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
