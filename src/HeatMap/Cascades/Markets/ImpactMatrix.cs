using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>By how much selling one unit of an asset lowers the price of each: linear impact across several assets.</summary>
/// <remarks>Row: the asset whose price moves; column: the asset that is sold. Quote per base, for each base unit sold; buying is negative selling. Immutable.</remarks>
public sealed class ImpactMatrix
{
    private readonly double[] _entries;

    private ImpactMatrix(int assets, double[] entries) => (Assets, _entries) = (assets, entries);

    /// <summary>The number of assets.</summary>
    public int Assets { get; }

    /// <summary>By how much the price of one asset falls for each unit of another that is sold.</summary>
    /// <param name="moved">The asset whose price moves.</param>
    /// <param name="sold">The asset that is sold.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such asset.</exception>
    public double this[int moved, int sold] => Row(Tables.Place(moved, Assets, nameof(moved)))[Tables.Place(sold, Assets, nameof(sold))];

    /// <summary>Makes a matrix.</summary>
    /// <param name="entries">Square, not empty; each finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">The table is not square, or has no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is outside its domain; the message names both assets.</exception>
    public static ImpactMatrix Of(double[,] entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        int assets = entries.GetLength(0);
        if (assets == 0 || assets != entries.GetLength(1))
        {
            Throw.Argument(nameof(entries), string.Create(CultureInfo.InvariantCulture, $"entries must be square and not empty, had {assets} × {entries.GetLength(1)}"));
        }

        for (int a = 0; a < assets; a++)
        {
            for (int b = 0; b < assets; b++)
            {
                if (!(entries[a, b] >= 0 && entries[a, b] < double.PositiveInfinity))
                {
                    Tables.Refuse(nameof(entries), string.Create(CultureInfo.InvariantCulture, $"asset {a} moved by asset {b}"), entries[a, b], "finite and >= 0");
                }
            }
        }

        return new(assets, Tables.Flat(entries));
    }

    /// <summary>Makes a matrix of assets that do not move each other.</summary>
    /// <param name="impacts">By how much each asset's price falls for a unit of it that is sold; not empty, each finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">There are none, or one is outside its domain; the message names the asset.</exception>
    public static ImpactMatrix Diagonal(ReadOnlySpan<double> impacts)
    {
        Tables.RequireNonNegative(nameof(impacts), impacts, "asset");
        var entries = new double[impacts.Length, impacts.Length];
        for (int a = 0; a < impacts.Length; a++)
        {
            entries[a, a] = impacts[a];
        }

        return Of(entries);
    }

    internal ReadOnlySpan<double> Row(int moved) => _entries.AsSpan(moved * Assets, Assets);

    /// <summary>What selling lowers each price by.</summary>
    internal void Falls(ReadOnlySpan<double> netSold, Span<double> destination)
    {
        for (int a = 0; a < Assets; a++)
        {
            ReadOnlySpan<double> row = Row(a);
            double fall = 0;
            for (int b = 0; b < row.Length; b++)
            {
                fall += row[b] * netSold[b];
            }

            destination[a] = fall;
        }
    }
}
