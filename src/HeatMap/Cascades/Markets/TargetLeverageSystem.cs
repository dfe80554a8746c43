using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Holders who sell, pro rata, what brings them back to the leverage they aim at: one round of fire sales in closed form.</summary>
/// <remarks>
/// <para>With A assets, B debt over equity, M portfolio weights, L price change per unit of net sales and E equity: <c>r = M f</c>, net sales <c>φ = M' B A r</c>, price move <c>g = L φ</c>, indirect loss <c>A M g</c>.
/// Source: Greenwood, Landier and Thesmar 2015.</para>
/// <para>Immutable; the columns are copied.</para>
/// </remarks>
public sealed class TargetLeverageSystem
{
    private readonly double[] _assetValues, _debtToEquity, _equity, _weights, _impact;

    /// <summary>Makes a system.</summary>
    /// <param name="assetValues">What each holder has in all assets, quote; finite and &gt;= 0.</param>
    /// <param name="debtToEquity">The ratio each holder returns to; finite and &gt;= 0.</param>
    /// <param name="equity">Each holder's equity, quote; finite and &gt; 0.</param>
    /// <param name="weights">Which part of its assets each holder (row) has in each asset (column); finite and &gt;= 0, each row adding up to one within 1e-9.</param>
    /// <param name="impact">By what fraction of its price an asset moves for each quote unit of net sales; one per asset, finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, or a number is outside its domain; the message names holder and asset.</exception>
    public TargetLeverageSystem(
        ReadOnlySpan<double> assetValues, ReadOnlySpan<double> debtToEquity, ReadOnlySpan<double> equity, double[,] weights, ReadOnlySpan<double> impact)
    {
        ArgumentNullException.ThrowIfNull(weights);
        (Holders, Assets) = (assetValues.Length, impact.Length);
        Tables.RequireLength(nameof(debtToEquity), debtToEquity.Length, Holders, "holder");
        Tables.RequireLength(nameof(equity), equity.Length, Holders, "holder");
        Tables.RequireNonNegative(nameof(assetValues), assetValues, "holder");
        Tables.RequireNonNegative(nameof(debtToEquity), debtToEquity, "holder");
        Tables.RequirePositive(nameof(equity), equity, "holder");
        Tables.RequireNonNegative(nameof(impact), impact, "asset");
        if (Holders == 0 || Assets == 0 || weights.GetLength(0) != Holders || weights.GetLength(1) != Assets)
        {
            Throw.Argument(
                nameof(weights),
                string.Create(CultureInfo.InvariantCulture, $"weights must have {Holders} holders × {Assets} assets, at least one of each, had {weights.GetLength(0)} × {weights.GetLength(1)}"));
        }

        for (int i = 0; i < Holders; i++)
        {
            double sum = 0;
            for (int a = 0; a < Assets; a++)
            {
                sum += weights[i, a];
                if (!(weights[i, a] >= 0 && weights[i, a] < double.PositiveInfinity))
                {
                    Tables.Refuse(nameof(weights), $"holder {i}, asset {a}", weights[i, a], "finite and >= 0");
                }
            }

            if (!(Math.Abs(sum - 1) <= 1e-9))
            {
                Tables.Refuse(nameof(weights), $"holder {i}, all assets", sum, "1 in sum");
            }
        }

        (_assetValues, _debtToEquity, _equity) = (assetValues.ToArray(), debtToEquity.ToArray(), equity.ToArray());
        (_weights, _impact) = (Tables.Flat(weights), impact.ToArray());
    }

    /// <summary>The number of holders.</summary>
    public int Holders { get; }

    /// <summary>The number of assets.</summary>
    public int Assets { get; }

    /// <summary>One round of sales after a shock.</summary>
    /// <param name="shock">Each asset's return, as a fraction; one per asset, finite; below zero a fall.</param>
    /// <exception cref="ArgumentException">There are not as many returns as assets, or one is not finite.</exception>
    /// <remarks>O(holders × assets). Allocates the result.</remarks>
    public TargetLeverageRound Round(ReadOnlySpan<double> shock)
    {
        Tables.RequireLength(nameof(shock), shock.Length, Assets, "asset");
        Tables.RequireFinite(nameof(shock), shock, "asset");
        double[] direct = new double[Holders], sales = new double[Assets], moves = new double[Assets];
        for (int i = 0; i < Holders; i++)
        {
            direct[i] = Dot(i, shock);
            for (int a = 0; a < Assets; a++)
            {
                sales[a] += Weight(i, a) * (_debtToEquity[i] * _assetValues[i] * direct[i]);
            }
        }

        // What one unit of price moves costs all holders together, so that each holder's own sales can be charged to it.
        double[] exposure = new double[Assets], indirect = new double[Holders], vulnerability = new double[Holders], contribution = new double[Holders];
        double equity = 0, total = 0;
        for (int a = 0; a < Assets; a++)
        {
            moves[a] = _impact[a] * sales[a];
        }

        for (int i = 0; i < Holders; i++)
        {
            indirect[i] = _assetValues[i] * Dot(i, moves);
            vulnerability[i] = indirect[i] / _equity[i];
            (total, equity) = (total + indirect[i], equity + _equity[i]);
            for (int a = 0; a < Assets; a++)
            {
                exposure[a] += _assetValues[i] * Weight(i, a) * _impact[a];
            }
        }

        for (int i = 0; i < Holders; i++)
        {
            contribution[i] = Dot(i, exposure) * _debtToEquity[i] * _assetValues[i] * direct[i] / equity;
        }

        return new()
        {
            DirectReturns = [.. direct],
            NetSales = [.. sales],
            PriceMoves = [.. moves],
            IndirectLosses = [.. indirect],
            IndirectVulnerabilities = [.. vulnerability],
            Contributions = [.. contribution],
            AggregateVulnerability = total / equity,
        };
    }

    private double Weight(int holder, int asset) => _weights[(holder * Assets) + asset];

    private double Dot(int holder, ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int a = 0; a < values.Length; a++)
        {
            sum += Weight(holder, a) * values[a];
        }

        return sum;
    }
}
