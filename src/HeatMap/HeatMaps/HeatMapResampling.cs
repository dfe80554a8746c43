using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Turns cells into pixels without losing a unit.</summary>
internal sealed class HeatMapResampling
{
    private readonly HeatMapColumns _columns;
    private readonly int _firstColumn, _endColumn, _firstBand, _endBand, _firstLayer, _endLayer;
    private readonly Side[] _sides;
    private readonly long[] _cells, _bands;

    public HeatMapResampling(HeatMapColumns columns, HeatMapSelection selection)
    {
        _columns = columns;
        HeatMapShape shape = columns.Shape;
        _sides = selection.Side is { } side ? [Guard.Defined(side, nameof(selection))] : [Side.Long, Side.Short];
        (_firstLayer, _endLayer) = selection.Layer is { } layer ? (shape.CheckLayer(layer), layer + 1) : (0, shape.Layers.Length);
        (_firstBand, _endBand) = Bands(shape.Grid, selection.Prices);
        (_firstColumn, _endColumn) = Columns(columns, selection);
        _cells = new long[shape.PartCells];
        _bands = new long[_endBand - _firstBand];
    }

    public HeatMapPicture Draw(int width, int height, HeatMapPooling pooling)
    {
        long[] units = new long[width * height], pixels = new long[height];
        bool[] known = new bool[width];
        int columns = _endColumn - _firstColumn;
        for (int column = 0; column < columns; column++)
        {
            long number = _columns.Store.Oldest + _firstColumn + column;
            if (_columns.StateOf(number) == HeatMapColumnState.Missing)
            {
                continue;
            }

            Gather(number);
            PoolBands(pixels, pooling);
            (int first, int end) = Cover(column, columns, width);
            for (int x = first; x < end; x++)
            {
                known[x] = true;
                for (int y = 0; y < height; y++)
                {
                    ref long pixel = ref units[(y * width) + x];
                    pixel = pooling == HeatMapPooling.Sum ? Sum(pixel, PartOf(pixels[y], x - first, end - first)) : Math.Max(pixel, pixels[y]);
                }
            }
        }

        return new(units, known, TimeEdges(width, columns), PriceEdges(height), _columns.Shape.Quantum, pooling);
    }

    /// <summary>The pixels of a cell where there are more pixels than cells, else the one that it shares.</summary>
    private static (int First, int End) Cover(int cell, int cells, int pixels)
    {
        if (pixels > cells)
        {
            return ((int)((long)cell * pixels / cells), (int)((cell + 1L) * pixels / cells));
        }

        // The pixel j holds the cells from floor(j·n/m) on.
        int pixel = (int)((((cell + 1L) * pixels) - 1) / cells);
        return (pixel, pixel + 1);
    }

    /// <summary>The whole units of one of several parts of a cell; the parts add up to it.</summary>
    private static long PartOf(long units, int part, int parts) =>
        parts == 1 ? units : (long)(((Int128)units * (part + 1) / parts) - ((Int128)units * part / parts));

    private static long Sum(long x, long y)
    {
        if (x > long.MaxValue - y)
        {
            throw new OverflowException("a pixel would reach 2^63 units; draw more pixels, or build with a larger HeatMapOptions.Quantum");
        }

        return x + y;
    }

    private static (int First, int End) Bands(BandGrid grid, PriceRange? prices)
    {
        if (prices is not { } range)
        {
            return (0, grid.Count);
        }

        if (!(range.Low < range.High))
        {
            Throw.Argument("selection", string.Create(CultureInfo.InvariantCulture, $"Prices must have low < high, was {range.Low} to {range.High}"));
        }

        int first = Math.Max(0, grid.Find(range.Low)), last = grid.Find(range.High);
        int end = last < 0 ? 0 : last == grid.Count ? last : grid.Edges[last] < range.High ? last + 1 : last;
        if (first >= end)
        {
            Throw.Argument("selection", string.Create(CultureInfo.InvariantCulture, $"Prices {range.Low} to {range.High} hold no band of {grid}"));
        }

        return (first, end);
    }

    private static (int First, int End) Columns(HeatMapColumns columns, HeatMapSelection selection)
    {
        long from = selection.FromUnixMs ?? columns.StartUnixMs, to = selection.ToUnixMs ?? columns.EndUnixMs, interval = columns.Shape.IntervalMs;
        if (selection.FromUnixMs is not null && selection.ToUnixMs is not null && from >= to)
        {
            Throw.Argument(nameof(selection), string.Create(CultureInfo.InvariantCulture, $"FromUnixMs must be before ToUnixMs, was {from} to {to}"));
        }

        int first = (int)Math.Clamp(FloorDivide(from, columns.StartUnixMs, interval), 0, columns.Count);
        int end = (int)Math.Clamp(-FloorDivide(columns.StartUnixMs, to, interval), first, columns.Count);
        return (first, end);
    }

    private static long FloorDivide(long x, long y, long interval)
    {
        Int128 difference = (Int128)x - y, quotient = difference / interval;
        return (long)Int128.Clamp(difference < 0 && quotient * interval != difference ? quotient - 1 : quotient, long.MinValue / 2, long.MaxValue / 2);
    }

    /// <summary>Adds up the sides and layers of one column.</summary>
    private void Gather(long number)
    {
        Array.Clear(_bands);
        for (int layer = _firstLayer; layer < _endLayer; layer++)
        {
            foreach (Side side in _sides)
            {
                _columns.Store.CopyTo(number, HeatMapShape.PartOf(side, layer), _cells);
                for (int i = 0; i < _bands.Length; i++)
                {
                    _bands[i] = Sum(_bands[i], _cells[1 + _firstBand + i]);
                }
            }
        }
    }

    private void PoolBands(long[] pixels, HeatMapPooling pooling)
    {
        Array.Clear(pixels);
        for (int band = 0; band < _bands.Length; band++)
        {
            if (_bands[band] == 0)
            {
                continue;
            }

            (int first, int end) = Cover(band, _bands.Length, pixels.Length);
            for (int y = first; y < end; y++)
            {
                pixels[y] = pooling == HeatMapPooling.Max ? Math.Max(pixels[y], _bands[band]) : Sum(pixels[y], PartOf(_bands[band], y - first, end - first));
            }
        }
    }

    private double[] TimeEdges(int width, int columns)
    {
        var edges = new double[width + 1];
        double start = _columns.StartUnixMs + ((double)_firstColumn * _columns.Shape.IntervalMs);
        for (int x = 0; x <= width; x++)
        {
            edges[x] = start + (_columns.Shape.IntervalMs * Place(x, width, columns));
        }

        return edges;
    }

    private double[] PriceEdges(int height)
    {
        ReadOnlySpan<double> bands = _columns.Shape.Grid.Edges[_firstBand..(_endBand + 1)];
        var edges = new double[height + 1];
        for (int y = 0; y <= height; y++)
        {
            double place = Place(y, height, bands.Length - 1);
            int band = Math.Min((int)place, bands.Length - 2);
            edges[y] = place == band ? bands[band] : place == band + 1 ? bands[band + 1] : bands[band] + ((place - band) * (bands[band + 1] - bands[band]));
        }

        return edges;
    }

    /// <summary>Where the edge before a pixel lies, counted in cells.</summary>
    private static double Place(int pixel, int pixels, int cells)
    {
        if (pixels <= cells || cells == 0)
        {
            return (long)pixel * cells / pixels;
        }

        // The cell whose pixels begin at or before this one, and how far into them.
        int cell = (int)Math.Min((((pixel + 1L) * cells) - 1) / pixels, cells - 1);
        (int first, int end) = Cover(cell, cells, pixels);
        return cell + ((double)(pixel - first) / (end - first));
    }
}
