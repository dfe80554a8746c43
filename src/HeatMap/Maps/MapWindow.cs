using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Moves cells from one window to another without splitting any: what cannot be told exactly is refused.</summary>
internal static class MapWindow
{
    /// <summary>The cells of a map in another window.</summary>
    /// <param name="cells">Cells of <paramref name="from"/>.</param>
    /// <param name="from">The window they have.</param>
    /// <param name="to">The window they are to have: its edges within the old window must be edges of it.</param>
    /// <param name="name">The argument to blame.</param>
    public static MapCells Move(MapCells cells, BandGrid from, BandGrid to, string name)
    {
        if (from.Equals(to))
        {
            return cells.Copy();
        }

        RequireEmptyTail(cells, 0, to.Lower < from.Lower, name, $"the window would start at {Text(to.Lower)}, but positions below {Text(from.Lower)} are known only as a sum");
        RequireEmptyTail(cells, from.Count + 1, to.Upper > from.Upper, name, $"the window would end at {Text(to.Upper)}, but positions from {Text(from.Upper)} on are known only as a sum");
        RequireSharedEdges(from, to, name);

        var moved = new MapCells(to.Count, cells.HasCounts);
        moved.CopyUnplaced(cells);
        int target = 0;
        for (int cell = 0; cell < from.Count + 2; cell++)
        {
            // A cell's lower edge tells where it goes: cell 0 is below everything, the last starts at the upper edge.
            while (cell > 0 && target < to.Count + 1 && to.Edges[target] <= from.Edges[cell - 1])
            {
                target++;
            }

            int place = cell == 0 ? 0 : cell == from.Count + 1 ? to.Count + 1 : target;
            if (!moved.TryAddCell(place, cells, cell))
            {
                string where = place == 0 ? $"all below {Text(to.Lower)}" : place == to.Count + 1 ? $"all from {Text(to.Upper)} on" : $"the bands from {Text(to.Edges[place - 1])} to {Text(to.Edges[place])}";
                throw new OverflowException($"{where} add up to 2^63 units or more; build with a larger MapOptions.Quantum");
            }
        }

        return moved;
    }

    private static void RequireEmptyTail(MapCells cells, int tail, bool grows, string name, string message)
    {
        SideTally sum = cells.Tally(tail, 1);
        if (grows && (sum.LongUnits != 0 || sum.ShortUnits != 0 || sum.Count != 0))
        {
            Throw.Argument(name, message + "; give the maps windows that agree there, or re-band to a smaller one first");
        }
    }

    private static void RequireSharedEdges(BandGrid from, BandGrid to, string name)
    {
        int own = 0;
        foreach (double edge in to.Edges)
        {
            if (edge < from.Lower || edge > from.Upper)
            {
                continue;
            }

            while (from.Edges[own] < edge)
            {
                own++;
            }

            if (from.Edges[own] != edge)
            {
                Throw.Argument(name, $"the edge {Text(edge)} lies inside the band {Text(from.Edges[own - 1])} to {Text(from.Edges[own])}, which cannot be split; take edges from {from}");
            }
        }
    }

    private static string Text(double price) => price.ToString(CultureInfo.InvariantCulture);
}
