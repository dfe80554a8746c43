using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace HeatMap.Cascades;

/// <summary>How much holders hurt each other by selling what they hold in common: <c>Ω_ij = Σ_a h_ia·h_ja / D_a</c>.</summary>
/// <remarks>
/// The linearised loss of holder j when i sells all. The matrix is never laid out: an element costs O(assets), and its largest eigenvalue is that of the smaller of the two Gram matrices.
/// Immutable. Source: Cont and Schaanning 2017.
/// </remarks>
public sealed class PortfolioOverlap
{
    private readonly double[] _scaled;
    private readonly int _assets;

    private PortfolioOverlap(int holders, int assets, double[] scaled)
    {
        (Holders, _assets, _scaled) = (holders, assets, scaled);
        SpectralRadius = LargestEigenvalue();
    }

    /// <summary>The number of holders.</summary>
    public int Holders { get; }

    /// <summary>The largest eigenvalue, an index of contagion: &gt;= 0, and zero of nothing.</summary>
    public double SpectralRadius { get; }

    /// <summary>The overlap of two holders; symmetric, in units of quote of holdings squared over depth.</summary>
    /// <param name="first">From 0 to <see cref="Holders"/> − 1.</param>
    /// <param name="second">From 0 to <see cref="Holders"/> − 1.</param>
    public double this[int first, int second]
    {
        get
        {
            ReadOnlySpan<double> x = _scaled.AsSpan(first * _assets, _assets), y = _scaled.AsSpan(second * _assets, _assets);
            double sum = 0;
            for (int a = 0; a < x.Length; a++)
            {
                sum += x[a] * y[a];
            }

            return sum;
        }
    }

    /// <summary>Measures overlap.</summary>
    /// <param name="holdings">The value that each holder (row) has of each asset (column), quote; finite, short below zero.</param>
    /// <param name="depth">What is sold for a relative price change of one, quote; one per asset, finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, or a number is outside its domain; the message names holder and asset.</exception>
    /// <remarks>O(holders × assets × smaller of both + cube of the smaller). Allocates a copy of the holdings and a square of the smaller.</remarks>
    public static PortfolioOverlap Of(double[,] holdings, ReadOnlySpan<double> depth)
    {
        ArgumentNullException.ThrowIfNull(holdings);
        (int holders, int assets) = (holdings.GetLength(0), holdings.GetLength(1));
        Tables.RequireLength(nameof(depth), depth.Length, assets, "asset");
        Tables.RequirePositive(nameof(depth), depth, "asset");
        double[] scaled = Tables.Flat(holdings);
        for (int i = 0; i < scaled.Length; i++)
        {
            if (!double.IsFinite(scaled[i]))
            {
                Tables.Refuse(nameof(holdings), $"holder {i / assets}, asset {i % assets}", scaled[i], "finite");
            }

            scaled[i] /= Math.Sqrt(depth[i % assets]);
        }

        return new(holders, assets, scaled);
    }

    private double LargestEigenvalue()
    {
        int size = Math.Min(Holders, _assets);
        if (size == 0)
        {
            return 0;
        }

        bool overAssets = _assets <= Holders;
        var gram = new double[size * size];
        for (int i = 0; overAssets && i < Holders; i++)
        {
            ReadOnlySpan<double> row = _scaled.AsSpan(i * _assets, _assets);
            for (int a = 0; a < size; a++)
            {
                for (int b = 0; b < size; b++)
                {
                    gram[(a * size) + b] += row[a] * row[b];
                }
            }
        }

        for (int i = 0; !overAssets && i < gram.Length; i++)
        {
            gram[i] = this[i / size, i % size];
        }

        return Math.Max(0, Matrix<double>.Build.Dense(size, size, gram).Evd(Symmetricity.Symmetric).EigenValues.Max(v => v.Real));
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Holders} holders, spectral radius {SpectralRadius:0.###}");
}
