namespace HeatMap;

/// <summary>Which places of a table are in use, and by whom: a generation that is odd while a place is live, and grows whenever it is taken or given back.</summary>
internal sealed class HandleTable(int capacity)
{
    private const int None = -1;

    private uint[] _generations = new uint[capacity];
    private int[] _next = new int[capacity];
    private int _free = None, _retired;

    public int Count { get; private set; }

    /// <summary>Places that were ever used; those after them are not live.</summary>
    public int Used { get; private set; }

    /// <summary>Places that there are. One that has been used two billion times is used no more, so that no handle ever fits twice.</summary>
    public int Capacity => _generations.Length - _retired;

    /// <summary>Bytes of a place.</summary>
    public static int BytesPerPlace => sizeof(uint) + sizeof(int);

    public bool IsFull => Count >= Capacity;

    /// <summary>The place that is taken next, when the table is not full.</summary>
    public int Next => _free == None ? Used : _free;

    public uint this[int place] => _generations[place];

    public bool IsLive(uint place, uint generation) => place < (uint)Used && _generations[place] == generation && (generation & 1) != 0;

    public bool IsLive(int place) => (_generations[place] & 1) != 0;

    public int Take()
    {
        int place = Next;
        if (_free == None)
        {
            Used++;
        }
        else
        {
            _free = _next[place];
        }

        _generations[place]++;
        Count++;
        return place;
    }

    public void Free(int place)
    {
        Count--;
        if (++_generations[place] == 0)
        {
            _retired++;
            return;
        }

        _next[place] = _free;
        _free = place;
    }

    public void Grow(int more)
    {
        Array.Resize(ref _generations, more);
        Array.Resize(ref _next, more);
    }
}
