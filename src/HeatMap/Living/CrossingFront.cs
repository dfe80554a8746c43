using HeatMap.Kernels;

namespace HeatMap;

/// <summary>The rows of the one cell of a side in which the mark stands, as a heap with the row on top that is reached next.</summary>
/// <remarks>
/// Bands are the index of prices, and only within the mark's own band must rows be told apart by price. A heap knows the next one at once, takes and gives
/// rows in O(log rows), and lets no crowded band be searched at every tick. The two sides share two arrays, the longs from the start and the shorts from the
/// end; what lies between is free for the report of a mark. A row knows its place in the heap by its <see cref="LiveRow.Next"/>.
/// </remarks>
internal sealed class CrossingFront(RowTable rows, double[] keys, uint[] slots, bool isLong)
{
    /// <summary>No cell.</summary>
    public const int Nowhere = -1;

    /// <summary>The cell whose rows are here; the list of that cell is empty.</summary>
    public int Cell { get; set; } = Nowhere;

    public int Count { get; private set; }

    /// <summary>The row that is reached next.</summary>
    public uint Top => slots[Place(0)];

    public void Add(uint slot)
    {
        double price = rows[slot].Price;
        Rise(Count++, isLong ? price : -price, slot);
    }

    public void Remove(uint slot)
    {
        int place = (int)rows[slot].Next, last = Place(--Count);
        if (place == Count)
        {
            return;
        }

        // The last one takes the place, and goes up or down from there.
        (double key, uint moved) = (keys[last], slots[last]);
        if (place > 0 && key > keys[Place((place - 1) / 2)])
        {
            Rise(place, key, moved);
        }
        else
        {
            Sink(place, key, moved);
        }
    }

    /// <summary>Any row, the last in memory: the quickest one to take.</summary>
    public uint TakeLast() => slots[Place(--Count)];

    private int Place(int index) => isLong ? index : slots.Length - 1 - index;

    private void Rise(int index, double key, uint slot)
    {
        while (index > 0)
        {
            int parent = (index - 1) / 2, place = Place(parent);
            if (keys[place] >= key)
            {
                break;
            }

            Put(index, keys[place], slots[place]);
            index = parent;
        }

        Put(index, key, slot);
    }

    private void Sink(int index, double key, uint slot)
    {
        while ((2 * index) + 1 < Count)
        {
            int child = (2 * index) + 1;
            if (child + 1 < Count && keys[Place(child + 1)] > keys[Place(child)])
            {
                child++;
            }

            if (keys[Place(child)] <= key)
            {
                break;
            }

            Put(index, keys[Place(child)], slots[Place(child)]);
            index = child;
        }

        Put(index, key, slot);
    }

    private void Put(int index, double key, uint slot)
    {
        int place = Place(index);
        (keys[place], slots[place]) = (key, slot);
        rows[slot].Next = (uint)index;
    }
}
