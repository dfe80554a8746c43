using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A heat map in so many pixels: rows of price from the lowest up, columns of time from the first on.</summary>
/// <remarks>Immutable. Made by <see cref="LiquidationHeatMap.Resample"/>.</remarks>
public sealed class HeatMapPicture
{
    private readonly long[] _units;
    private readonly bool[] _known;
    private readonly double[] _times, _prices;

    internal HeatMapPicture(long[] units, bool[] known, double[] times, double[] prices, double quantum, HeatMapPooling pooling)
    {
        _units = units;
        _known = known;
        _times = times;
        _prices = prices;
        Quantum = quantum;
        Pooling = pooling;
    }

    /// <summary>Pixels in time.</summary>
    public int Width => _known.Length;

    /// <summary>Pixels in price.</summary>
    public int Height => _prices.Length - 1;

    /// <summary>How cells became pixels.</summary>
    public HeatMapPooling Pooling { get; }

    /// <summary>The worth of one integer unit.</summary>
    public double Quantum { get; }

    /// <summary>The edges of the columns of pixels, in milliseconds since 1970; one more than <see cref="Width"/>. Where pixels are narrower than columns they cut these evenly.</summary>
    public ReadOnlySpan<double> TimeEdgesUnixMs => _times;

    /// <summary>The edges of the rows of pixels, quote per base, ascending; one more than <see cref="Height"/>. Where pixels are lower than bands they cut these evenly.</summary>
    public ReadOnlySpan<double> PriceEdges => _prices;

    /// <summary>One row of pixels, in units of <see cref="Quantum"/>.</summary>
    /// <param name="y">From 0, the lowest prices, to <see cref="Height"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<long> Row(int y) => _units.AsSpan(Check(y, Height, nameof(y)) * Width, Width);

    /// <summary>One pixel's notional.</summary>
    /// <param name="x">From 0, the earliest, to <see cref="Width"/> − 1.</param>
    /// <param name="y">From 0, the lowest prices, to <see cref="Height"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public double this[int x, int y] => Row(y)[Check(x, Width, nameof(x))] * Quantum;

    /// <summary>Whether any of the columns behind a column of pixels is not missing.</summary>
    /// <param name="x">From 0, the earliest, to <see cref="Width"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public bool IsKnown(int x) => _known[Check(x, Width, nameof(x))];

    private static int Check(int place, int count, string name)
    {
        if ((uint)place >= (uint)count)
        {
            Throw.OutOfRange(name, place, string.Create(CultureInfo.InvariantCulture, $"from 0 to {count - 1}"));
        }

        return place;
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width} x {Height} pixels, {Pooling} of cells, quantum {Quantum}");
}
