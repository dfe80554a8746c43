using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>The price axis of a map: a window of half-open bands <c>[lower, upper)</c> on a fixed lattice.</summary>
/// <remarks>
/// <para>The lattice is given by the spacing alone, so two grids of one spacing share their edges bit for bit, wherever their windows
/// lie: the mark never moves an edge. A price on an edge belongs to the band above it.</para>
/// <para>Immutable. Holds its edges: 8 bytes a band.</para>
/// </remarks>
public sealed class BandGrid : IEquatable<BandGrid>
{
    /// <summary>The most bands a grid may have.</summary>
    public const int MaxCount = 1 << 22;

    /// <summary>The step of <see cref="Around"/>: a quarter of a percent.</summary>
    public const double DefaultStep = 0.0025;

    private readonly Lattice _lattice;
    private readonly double[] _edges;

    /// <summary>For a guess at uniform bands; zero where they are not.</summary>
    private readonly double _bandsPerPrice, _first;

    private BandGrid(BandSpacing spacing, double step, Lattice lattice, long first, long last)
    {
        Spacing = spacing;
        Step = step;
        FirstIndex = first;
        _lattice = lattice;
        Numbers = lattice.Numbers(first, last);
        (_bandsPerPrice, _first) = (spacing == BandSpacing.Uniform && double.IsNormal(1 / step) ? 1 / step : 0, first);
        _edges = new double[last - first + 1];
        for (int i = 0; i < _edges.Length; i++)
        {
            _edges[i] = lattice.Edge(first + i);
        }
    }

    /// <summary>How edges follow each other.</summary>
    public BandSpacing Spacing { get; }

    /// <summary>The width of a uniform band in quote per base, or the fraction by which geometric edges grow.</summary>
    public double Step { get; }

    /// <summary>The place of the first lower edge on the lattice: edge k is <c>k × width</c> or <c>(1 + step)^k</c>.</summary>
    public long FirstIndex { get; }

    /// <summary>The number of bands; at least one.</summary>
    public int Count => _edges.Length - 1;

    /// <summary>The lower edge of the first band.</summary>
    public double Lower => _edges[0];

    /// <summary>The upper edge of the last band, which belongs to no band.</summary>
    public double Upper => _edges[^1];

    /// <summary>All edges from <see cref="Lower"/> to <see cref="Upper"/>; one more than bands.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>The band at a place.</summary>
    /// <param name="band">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public PriceBand this[int band] => new(band, LowerEdge(band), UpperEdge(band));

    /// <summary>Bands of equal width whose edges are whole multiples of it.</summary>
    /// <param name="width">Quote per base; finite and &gt; 0.</param>
    /// <param name="range">Prices the window must cover; it grows outward to the next edges. Finite, low &gt;= 0, low &lt; high.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or more than <see cref="MaxCount"/> bands would be needed.</exception>
    /// <remarks>O(bands). Allocates the edges.</remarks>
    public static BandGrid Uniform(double width, PriceRange range)
    {
        Guard.Positive(width);
        CheckRange(range, 0);
        return Cover(BandSpacing.Uniform, width, new UniformLattice(width), range);
    }

    /// <summary>Bands that grow with the price: each upper edge is <c>1 + step</c> times the lower.</summary>
    /// <param name="step">A fraction, 0.0025 for a quarter of a percent; at least 1e-6 and at most 10.</param>
    /// <param name="range">Prices the window must cover; it grows outward to the next edges. Finite, low &gt; 0, low &lt; high.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or more than <see cref="MaxCount"/> bands would be needed.</exception>
    /// <remarks>O(bands). Allocates the edges.</remarks>
    public static BandGrid Geometric(double step, PriceRange range)
    {
        if (!(step is >= 1e-6 and <= 10))
        {
            Throw.OutOfRange(nameof(step), step, "a fraction from 1e-6 to 10");
        }

        CheckRange(range, double.Epsilon);
        return Cover(BandSpacing.Geometric, step, new GeometricLattice(step), range);
    }

    /// <summary>The default grid for a price: bands of a quarter of a percent from half to one and a half times the mark.</summary>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="markPrice"/> is outside its domain.</exception>
    /// <remarks>Allocates the edges of about 440 bands.</remarks>
    public static BandGrid Around(double markPrice) => Geometric(DefaultStep, DefaultRange(markPrice));

    /// <summary>The default window for a price: from half to one and a half times the mark.</summary>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="markPrice"/> is outside its domain.</exception>
    public static PriceRange DefaultRange(double markPrice) => new(0.5 * Guard.Positive(markPrice), 1.5 * markPrice);

    /// <summary>A uniform grid with a given number of bands.</summary>
    /// <param name="count">From 1 to <see cref="MaxCount"/>.</param>
    /// <param name="range">Prices the window must cover. Finite, low &gt;= 0, low &lt; high.</param>
    /// <returns>
    /// Exactly <paramref name="count"/> bands over the range. Their width is the narrowest of three digits (four where few bands need it) with which they reach, so that edges are round numbers;
    /// the window can end beyond the range and, with very few bands, start well below it.
    /// </returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(bands). Allocates the edges.</remarks>
    public static BandGrid WithCount(int count, PriceRange range)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount);
        CheckRange(range, 0);

        // Width as a whole number of units, three digits of it: 245 × 10^k.
        double exact = (range.High - range.Low) / count;
        if (!double.IsNormal(exact))
        {
            Throw.Argument(nameof(range), string.Create(CultureInfo.InvariantCulture, $"range {range.Low} to {range.High} is too narrow for {count:N0} bands"));
        }

        int exponent = (int)Math.Floor(Math.Log10(exact)) - 2;
        for (long digits = Math.Max(1, (long)Math.Floor(exact / Scaled(1, exponent))); ; digits++)
        {
            double width = Scaled(digits, exponent);
            var lattice = new UniformLattice(width);
            long first = lattice.Floor(range.Low);
            if (lattice.Edge(first + count) >= range.High)
            {
                RequireFiniteEdges(lattice, first, first + count, range);
                return new(BandSpacing.Uniform, width, lattice, first, first + count);
            }
        }
    }

    /// <summary>The band that holds a price.</summary>
    /// <param name="price">Quote per base; not NaN.</param>
    /// <returns>From 0 to <see cref="Count"/> − 1, or −1 below the window, or <see cref="Count"/> above it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="price"/> is NaN.</exception>
    /// <remarks>Allocates nothing. O(1): arithmetic guesses, the edges decide.</remarks>
    public int IndexOf(double price)
    {
        if (double.IsNaN(price))
        {
            Throw.OutOfRange(nameof(price), price, "a number");
        }

        return Find(price);
    }

    /// <summary>The lower edge of a band, which belongs to it.</summary>
    /// <param name="band">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public double LowerEdge(int band) => _edges[CheckBand(band)];

    /// <summary>The upper edge of a band, which belongs to the next.</summary>
    /// <param name="band">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public double UpperEdge(int band) => _edges[CheckBand(band) + 1];

    /// <summary>Whether two grids are windows on one lattice, so that they share edges bit for bit.</summary>
    public bool SharesLatticeWith(BandGrid other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Spacing == other.Spacing && Step.Equals(other.Step);
    }

    /// <summary>The window that covers two windows of one lattice.</summary>
    /// <param name="other">A grid that <see cref="SharesLatticeWith"/> this one.</param>
    /// <exception cref="ArgumentException">The lattices differ, or more than <see cref="MaxCount"/> bands would be needed.</exception>
    /// <remarks>O(bands). Allocates the edges, unless one window covers the other: then it is that grid.</remarks>
    public BandGrid Cover(BandGrid other) => Cover(other, nameof(other));

    internal BandGrid Cover(BandGrid other, string name)
    {
        if (!SharesLatticeWith(other))
        {
            Throw.Argument(name, $"the lattices differ: {this} and {other}");
        }

        long first = Math.Min(FirstIndex, other.FirstIndex), last = Math.Max(FirstIndex + Count, other.FirstIndex + other.Count);
        if (last - first > MaxCount)
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"one window over both would need {last - first:N0} bands; a grid may have at most {MaxCount:N0}"));
        }

        return last - first == Count ? this : last - first == other.Count ? other : new(Spacing, Step, _lattice, first, last);
    }

    /// <summary>Whether two grids are the same window on the same lattice.</summary>
    public bool Equals(BandGrid? other) =>
        other is not null && SharesLatticeWith(other) && FirstIndex == other.FirstIndex && Count == other.Count;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BandGrid);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Spacing, Step, FirstIndex, Count);

    /// <summary>For example <c>440 geometric bands of 0.25 % from 39,130.42 to 117,510.1</c>.</summary>
    public override string ToString() => Spacing == BandSpacing.Uniform
        ? string.Create(CultureInfo.InvariantCulture, $"{Count:N0} uniform bands of {Step} from {Lower} to {Upper}")
        : string.Create(CultureInfo.InvariantCulture, $"{Count:N0} geometric bands of {Step * 100:0.######} % from {Lower:G7} to {Upper:G7}");

    /// <summary>A window by its place on the lattice; false where there is no such grid.</summary>
    internal static bool TryWindow(BandSpacing spacing, double step, long first, int count, [NotNullWhen(true)] out BandGrid? grid)
    {
        grid = null;
        bool isUniform = spacing == BandSpacing.Uniform;
        if (count < 1 || count > MaxCount || first is < -Lattice.MaxIndex or > Lattice.MaxIndex || (isUniform ? !Guard.IsPositive(step) || first < 0 : !(step is >= 1e-6 and <= 10)))
        {
            return false;
        }

        Lattice lattice = isUniform ? new UniformLattice(step) : new GeometricLattice(step);
        if (!double.IsFinite(lattice.Edge(first + count)) || !(lattice.Edge(first) >= (isUniform ? 0 : double.Epsilon)))
        {
            return false;
        }

        var found = new BandGrid(spacing, step, lattice, first, first + count);
        for (int i = 0; i < count; i++)
        {
            if (!(found._edges[i] < found._edges[i + 1]))
            {
                return false;
            }
        }

        grid = found;
        return true;
    }

    /// <summary>As many bands of the same lattice, with a price in the middle; null where the lattice does not reach that far.</summary>
    internal BandGrid? CentredOn(double price)
    {
        double guess = _lattice.GuessFloor(price);
        if (!(Math.Abs(guess) < Lattice.MaxIndex - MaxCount))
        {
            return null;
        }

        long first = _lattice.Floor(price) - (Count / 2);
        first = Spacing == BandSpacing.Uniform ? Math.Max(0, first) : first;
        return TryWindow(Spacing, Step, first, Count, out BandGrid? window) ? window : null;
    }

    /// <summary>What kernels need.</summary>
    internal BandNumbers Numbers { get; }

    /// <summary>As <see cref="IndexOf"/>; NaN counts as below.</summary>
    internal int Find(double price)
    {
        double[] edges = _edges;
        return !(price >= edges[0]) ? -1 : price >= edges[^1] ? edges.Length - 1 : FindWithin(edges, price);
    }

    /// <summary>The first band whose lower edge is at or above a price; the number of bands where there is none.</summary>
    internal int FirstFrom(double price)
    {
        double[] edges = _edges;
        if (!(price > edges[0]))
        {
            return 0;
        }

        if (price >= edges[^1])
        {
            return edges.Length - 1;
        }

        int band = FindWithin(edges, price);
        return edges[band] < price ? band + 1 : band;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindWithin(double[] edges, double price)
    {
        // A quotient of the lattice could be nearer; the edges correct this one as well.
        double guess = (_bandsPerPrice > 0 ? price * _bandsPerPrice : _lattice.GuessFloor(price)) - _first;
        int band = (int)Math.Clamp(guess, 0, edges.Length - 2);
        while (price < edges[band])
        {
            band--;
        }

        while (price >= edges[band + 1])
        {
            band++;
        }

        return band;
    }

    private static BandGrid Cover(BandSpacing spacing, double step, Lattice lattice, PriceRange range)
    {
        long first = lattice.Floor(range.Low), last = lattice.Ceiling(range.High);
        if (last - first > MaxCount)
        {
            Throw.Argument(
                nameof(range),
                string.Create(CultureInfo.InvariantCulture, $"range {range.Low} to {range.High} needs {last - first:N0} bands of step {step}; a grid may have at most {MaxCount:N0}"));
        }

        RequireFiniteEdges(lattice, first, last, range);
        return new(spacing, step, lattice, first, last);
    }

    /// <summary>Powers and multiples leave the numbers before prices do.</summary>
    private static void RequireFiniteEdges(Lattice lattice, long first, long last, PriceRange range)
    {
        if (!(double.IsFinite(lattice.Edge(first)) && double.IsFinite(lattice.Edge(last))))
        {
            Throw.Argument(
                nameof(range),
                string.Create(CultureInfo.InvariantCulture, $"range {range.Low} to {range.High} needs edges beyond the range of numbers"));
        }
    }

    /// <summary>digits × 10^exponent; the double nearest to it wherever decimal reaches, which is every price that is quoted.</summary>
    private static double Scaled(long digits, int exponent)
    {
        if (exponent is >= -22 and <= 22)
        {
            decimal exact = digits;
            for (int i = 0; i < Math.Abs(exponent); i++)
            {
                exact = exponent > 0 ? exact * 10 : exact / 10;
            }

            return (double)exact;
        }

        double value = digits;
        for (int i = 0; i < Math.Abs(exponent); i++)
        {
            value = exponent > 0 ? value * 10 : value / 10;
        }

        return value;
    }

    private static void CheckRange(PriceRange range, double lowest)
    {
        if (!(range.Low >= lowest && range.High > range.Low && range.High < double.PositiveInfinity))
        {
            Throw.Argument(
                nameof(range),
                string.Create(CultureInfo.InvariantCulture, $"range must be finite with 0 {(lowest > 0 ? "<" : "<=")} low < high, was {range.Low} to {range.High}"));
        }
    }

    private int CheckBand(int band)
    {
        if ((uint)band >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(band), band, string.Create(CultureInfo.InvariantCulture, $"band must be from 0 to {Count - 1}, was {band}"));
        }

        return band;
    }
}
