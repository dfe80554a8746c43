using System.IO.Compression;

namespace HeatMap.Charts.Heat;

/// <summary>The numbers of a heat map as a page draws them: both sides, column after column, bands from the lowest up.</summary>
/// <remarks>Of a map of more cells than a page can hold, neighbours are pooled: the most that waited at once, or the sum of what was executed.</remarks>
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
                    cells[(column * rows) + row] = Notional(sums[row] * map.Quantum);
                }
            }
        }

        return new(longs, shorts, map.Grid.Edges.ToArray(), map.StartUnixMs, map.Interval.TotalMilliseconds, string.Create(columns, map, static (text, m) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = Letter(m.StateOf(i));
            }
        }), isReduced: false);
    }

    /// <summary>So many neighbours of each axis as one cell that all cells but the last ones hold equally many: times stay evenly spaced, and no number is torn.</summary>
    private static HeatCells Reduced(LiquidationHeatMap map, int? layer, int most)
    {
        int bands = map.Grid.Count;
        int wide = Math.Max((int)Math.Round(Math.Sqrt((double)map.ColumnCount * bands / most)), Parts(map.ColumnCount, most)), columns = Parts(map.ColumnCount, Math.Max(1, wide));
        int tall = Parts(bands, Math.Max(1, most / columns)), rows = Parts(bands, tall);
        double[] edges = [.. Enumerable.Range(0, rows).Select(row => map.Grid.Edges[row * tall]), map.Grid.Edges[bands]];
        return new(Pooled(Side.Long), Pooled(Side.Short), edges, map.StartUnixMs, map.Interval.TotalMilliseconds * wide, string.Concat(Enumerable.Range(0, columns).Select(State)), isReduced: true);

        float[] Pooled(Side side)
        {
            double[] cells = new double[rows * columns], sums = new double[rows];
            long[] units = new long[bands];
            for (int column = 0; column < map.ColumnCount; column++)
            {
                Array.Clear(sums);
                for (int i = layer ?? 0; i <= (layer ?? (map.Layers.Length - 1)); i++)
                {
                    map.CopyUnits(column, side, i, units);
                    for (int band = 0; band < bands; band++)
                    {
                        sums[band / tall] += units[band];
                    }
                }

                // What waits is the same notional in every column: the most of them. What was executed adds up.
                Span<double> into = cells.AsSpan(column / wide * rows, rows);
                for (int row = 0; row < rows; row++)
                {
                    into[row] = map.Kind == HeatMapKind.Standing ? Math.Max(into[row], sums[row]) : into[row] + sums[row];
                }
            }

            return Array.ConvertAll(cells, sum => Notional(sum * map.Quantum));
        }

        char State(int column)
        {
            char state = 'm';
            for (int i = column * wide; i < Math.Min(map.ColumnCount, (column + 1) * wide) && state != 'g'; i++)
            {
                state = Letter(map.StateOf(i)) is var letter and not 'm' ? letter : state;
            }

            return state;
        }
    }

    private static int Parts(int whole, int size) => (int)(((long)whole + size - 1) / size);

    private static char Letter(HeatMapColumnState state) => state switch { HeatMapColumnState.Missing => 'm', HeatMapColumnState.Carried => 'c', _ => 'g' };

    /// <summary>As a 32-bit float, which ends at 3.4e38: more is drawn as that.</summary>
    private static float Notional(double notional) => (float)Math.Min(notional, float.MaxValue);
}
