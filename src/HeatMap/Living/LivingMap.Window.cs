using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>The window: it moves by whole bands of its lattice, and nothing is lost.</content>
public sealed partial class LivingMap
{
    /// <summary>Moves the window so that a price lies in its middle; what leaves is kept in <c>Below</c> and <c>Above</c>, and comes back exactly.</summary>
    /// <param name="price">Quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">The price is outside its domain, or beyond the reach of the lattice.</exception>
    /// <remarks>
    /// Happens by itself when the mark leaves the window. O(bands + positions that leave or come, and all that lie in a tail that shrinks). Allocates the edges
    /// of the new window.
    /// </remarks>
    public void Recentre(double price)
    {
        BandGrid? window = Grid.CentredOn(Guard.Positive(price));
        if (window is null)
        {
            Throw.Argument(nameof(price), string.Create(CultureInfo.InvariantCulture, $"price {price} is beyond the reach of {Grid}"));
        }

        MoveTo(window);
    }

    private void Recentre()
    {
        // A mark beyond the lattice's reach leaves the window where it is: everything is in a tail, and nothing is wrong.
        if (Grid.CentredOn(MarkPrice) is { } window)
        {
            MoveTo(window);
        }
    }

    private void MoveTo(BandGrid window)
    {
        if (window.FirstIndex == Grid.FirstIndex)
        {
            return;
        }

        _changes++;
        _rows.ReleaseFronts();
        int bands = _layout.Bands, places = (int)Math.Clamp(window.FirstIndex - Grid.FirstIndex, -bands, bands);
        bool rises = places > 0;
        int leavesFrom = rises ? 1 : bands + 1 + places, leaves = Math.Abs(places);
        int tail = rises ? 0 : bands + 1;
        foreach (bool isLong in (ReadOnlySpan<bool>)[true, false])
        {
            for (int cell = leavesFrom; cell < leavesFrom + leaves; cell++)
            {
                for (uint slot = _rows.HeadOf(isLong, cell); slot != RowTable.None; slot = _rows.HeadOf(isLong, cell))
                {
                    MoveTo(slot, isLong, cell, tail);
                }
            }
        }

        _cells.ShiftBands(places);
        _rows.ShiftBands(places);
        _rows.First = (uint)window.FirstIndex;
        _cells.Grid = window;
        _cells.BuildSums();

        // Who was beyond the other end may have a band now.
        int other = rises ? bands + 1 : 0;
        foreach (bool isLong in (ReadOnlySpan<bool>)[true, false])
        {
            uint next;
            for (uint slot = _rows.HeadOf(isLong, other); slot != RowTable.None; slot = next)
            {
                next = _rows.Table[slot].Next;
                int cell = window.Find(_rows.Table[slot].Price) + 1;
                if (cell != other)
                {
                    MoveTo(slot, isLong, other, cell);
                }
            }
        }
    }
}
