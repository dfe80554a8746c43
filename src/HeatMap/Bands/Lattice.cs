using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>The endless row of edges that grids are windows on. Edge k depends on spacing and k alone, never on the window.</summary>
internal abstract class Lattice
{
    /// <summary>Edges beyond this index could not be told apart from their neighbours.</summary>
    public const long MaxIndex = 1L << 40;

    public abstract double Edge(long index);

    /// <summary>What a kernel needs to know of a window on this lattice.</summary>
    public abstract BandNumbers Numbers(long first, long last);

    /// <summary>A guess of the index of the last edge at or below a price. It may be off by a few; edges decide.</summary>
    protected abstract double Guess(double price);

    /// <summary>The guess as a whole index.</summary>
    public double GuessFloor(double price) => Math.Floor(Guess(price));

    /// <summary>The index of the last edge at or below a price.</summary>
    public long Floor(double price)
    {
        double guess = GuessFloor(price);
        if (!(Math.Abs(guess) < MaxIndex))
        {
            Throw.OutOfRange(nameof(price), price, "within reach of the grid's lattice: the spacing is too fine for it");
        }

        long index = (long)guess;
        while (Edge(index) > price)
        {
            index--;
        }

        while (Edge(index + 1) <= price)
        {
            index++;
        }

        return index;
    }

    /// <summary>The index of the first edge at or above a price.</summary>
    public long Ceiling(double price)
    {
        long floor = Floor(price);
        return Edge(floor) == price ? floor : floor + 1;
    }
}
