using System.IO.Compression;

namespace HeatMap.Charts.Heat;

/// <summary>The numbers of a heat map as a page draws them: both sides, column after column, bands from the lowest up.</summary>
/// <remarks>A map of more cells than a page can hold is resampled: the most that waited at once, or the sum of what was executed.</remarks>
internal sealed class HeatCells
{
    /// <summary>A page of this many cells of both sides stays below 25 MB even when no packing helps.</summary>
    public const int Most = 2_400_000;

    private HeatCells(float[] longs, float[] shorts, double[] priceEdges, double startUnixMs, double intervalMs, string states, bool isReduced)
    {
        (Long, Short, PriceEdges, StartUnixMs, IntervalMs, States, IsReduced) = (longs, shorts, priceEdges, startUnixMs, intervalMs, states, isReduced);
    }

    public float[] Long { get; }

    public float[] Short { get; }

    /// <summary>One more than there are rows, ascending.</summary>
    public double[] PriceEdges { get; }

    public double StartUnixMs { get; }

    public double IntervalMs { get; }

    /// <summary>A letter a column: g given, c carried, m missing.</summary>
    public string States { get; }

    public bool IsReduced { get; }

    public int Rows => PriceEdges.Length - 1;

    public int Columns => States.Length;

    /// <summary>The cells of all layers together, or of one.</summary>
    public static HeatCells Of(LiquidationHeatMap map, int? layer = null, int most = Most) =>
        (long)map.ColumnCount * map.Grid.Count <= most ? Whole(map, layer) : Reduced(map, layer, most);

    /// <summary>A side's numbers for a script: 32-bit floats, each compared (exclusive or) with its left neighbour, lowest bytes first in four planes, packed by gzip, in base64.</summary>
    public static string Pack(ReadOnlySpan<float> cells, int rows)
    {
        byte[] planes = new byte[4 * cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(cells[i]) ^ (i >= rows ? BitConverter.SingleToUInt32Bits(cells[i - rows]) : 0);
            for (int plane = 0; plane < 4; plane++)
            {
                planes[(plane * cells.Length) + i] = (byte)(bits >> (8 * plane));
            }
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(planes);
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private static HeatCells Whole(LiquidationHeatMap map, int? layer)
    {
        int rows = map.Grid.Count, columns = map.ColumnCount;
        float[] longs = new float[rows * columns], shorts = new float[rows * columns];
        long[] units = new long[rows];
        double[] sums = new double[rows];
        for (int column = 0; column < columns; column++)
        {
            Fill(Side.Long, longs);
            Fill(Side.Short, shorts);

            void Fill(Side side, float[] cells)
            {
                Array.Clear(sums);
                for (int i = layer ?? 0; i <= (layer ?? (map.Layers.Length - 1)); i++)
                {
                    map.CopyUnits(column, side, i, units);
                    for (int row = 0; row < rows; row++)
                    {
                        sums[row] += units[row];
                    }
                }

                for (int row = 0; row < rows; row++)
                {
                    cells[(column * rows) + row] = (float)(sums[row] * map.Quantum);
                }
            }
        }

        return new(longs, shorts, map.Grid.Edges.ToArray(), map.StartUnixMs, map.Interval.TotalMilliseconds, string.Create(columns, map, static (text, m) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = m.StateOf(i) switch { HeatMapColumnState.Missing => 'm', HeatMapColumnState.Carried => 'c', _ => 'g' };
            }
        }), isReduced: false);
    }

    private static HeatCells Reduced(LiquidationHeatMap map, int? layer, int most)
    {
        // Both ways by the same factor, as far as that goes.
        double factor = Math.Sqrt((double)map.ColumnCount * map.Grid.Count / most);
        int width = (int)Math.Clamp(map.ColumnCount / factor, 1, Math.Min(LiquidationHeatMap.MaxPictureSize, most)), height = Math.Clamp(most / width, 1, Math.Min(LiquidationHeatMap.MaxPictureSize, map.Grid.Count));
        HeatMapPooling pooling = map.Kind == HeatMapKind.Standing ? HeatMapPooling.Peak : HeatMapPooling.Sum;
        HeatMapPicture longs = Side(HeatMap.Side.Long), shorts = Side(HeatMap.Side.Short);
        return new(
            Turned(longs),
            Turned(shorts),
            longs.PriceEdges.ToArray(),
            longs.TimeEdgesUnixMs[0],
            (longs.TimeEdgesUnixMs[^1] - longs.TimeEdgesUnixMs[0]) / longs.Width,
            string.Create(longs.Width, longs, static (text, p) =>
            {
                for (int i = 0; i < text.Length; i++)
                {
                    text[i] = p.IsKnown(i) ? 'g' : 'm';
                }
            }),
            isReduced: true);

        HeatMapPicture Side(Side side) => map.Resample(width, height, pooling, new() { Side = side, Layer = layer });
    }

    private static float[] Turned(HeatMapPicture picture)
    {
        float[] cells = new float[picture.Width * picture.Height];
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<long> row = picture.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                cells[(x * picture.Height) + y] = (float)(row[x] * picture.Quantum);
            }
        }

        return cells;
    }
}
