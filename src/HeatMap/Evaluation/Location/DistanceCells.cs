using HeatMap.Estimation;

namespace HeatMap.Evaluation;

/// <summary>A map seen from a price: its masses by distance against a side, in cells of equal width of the log price. Cell 0 begins at the price; those below zero lie on the other side of it.</summary>
/// <remarks>Cells do not depend on a map's own grid, so that maps on different grids are compared on one.</remarks>
internal static class DistanceCells
{
    /// <summary>Adds up what lies in each of some cells; a band that reaches into several is shared by its log width.</summary>
    public static void Fill(MapEstimator map, Side side, double price, double width, int first, Span<double> cells)
    {
        cells.Clear();
        if (map.LastOpenTimeUnixMs is null)
        {
            return;
        }

        int sign = side == Side.Long ? -1 : 1;
        double near = first * width, far = (first + cells.Length) * width, one = price * Math.Exp(sign * near), other = price * Math.Exp(sign * far);
        BandGrid grid = map.Grid;
        ReadOnlySpan<double> quantities = map.Quantities(side), edges = grid.Edges;
        int from = Math.Max(grid.IndexOf(Math.Min(one, other)), 0), to = Math.Min(grid.IndexOf(Math.Max(one, other)), grid.Count - 1);
        for (int band = from; band <= to; band++)
        {
            double quantity = quantities[band];
            if (quantity == 0)
            {
                continue;
            }

            double low = sign * Math.Log(Math.Max(edges[band], edges[band + 1] / 4) / price), high = sign * Math.Log(edges[band + 1] / price);
            (low, high) = (Math.Min(low, high), Math.Max(low, high));
            double density = quantity / (high - low);
            int last = Math.Min((int)Math.Floor(high / width) - first, cells.Length - 1);
            for (int cell = Math.Max((int)Math.Floor(low / width) - first, 0); cell <= last; cell++)
            {
                double begin = (first + cell) * width;
                cells[cell] += density * Math.Max(0, Math.Min(high, begin + width) - Math.Max(low, begin));
            }
        }
    }

    /// <summary>Spreads masses by a Gaussian. What would pass the price, the edge of cell 0, is spread over the rest of its own reach; what passes the outer edge is lost to view.</summary>
    public static void Smooth(ReadOnlySpan<double> cells, int first, double width, double deviation, Span<double> destination)
    {
        destination.Clear();
        int reach = (int)Math.Ceiling(5 * deviation / width), edge = Math.Max(-first, 0);
        for (int from = 0; from < cells.Length; from++)
        {
            if (cells[from] == 0)
            {
                continue;
            }

            int lowest = Math.Max(from - reach, from >= edge ? edge : 0);
            double sum = 0;
            for (int to = lowest; to <= from + reach; to++)
            {
                sum += Weight((to - from) * width / deviation);
            }

            for (int to = lowest; to <= Math.Min(from + reach, cells.Length - 1); to++)
            {
                destination[to] += cells[from] * Weight((to - from) * width / deviation) / sum;
            }
        }
    }

    private static double Weight(double x) => Math.Exp(-0.5 * x * x);
}
