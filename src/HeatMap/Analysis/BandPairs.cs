namespace HeatMap;

/// <summary>The bands of two windows of one lattice, from the lowest up, where either map holds something; a window holds nothing beyond its ends.</summary>
internal ref struct BandPairs
{
    private readonly BandGrid _firstGrid, _secondGrid;
    private readonly BandMass _first, _second;
    private readonly long _end;
    private long _next;

    public BandPairs(BandGrid firstGrid, BandMass first, BandGrid secondGrid, BandMass second)
    {
        (_firstGrid, _secondGrid) = (firstGrid, secondGrid);
        _first = first;
        _second = second;
        _next = Math.Min(firstGrid.FirstIndex, secondGrid.FirstIndex);
        _end = Math.Max(firstGrid.FirstIndex + first.Count, secondGrid.FirstIndex + second.Count);
    }

    /// <summary>The band's place on the lattice.</summary>
    public long Index { get; private set; }

    public ulong First { get; private set; }

    public ulong Second { get; private set; }

    /// <summary>The band with its place on the lattice left out.</summary>
    public readonly PriceBand Band => Index - _firstGrid.FirstIndex is var place and >= 0 && place < _firstGrid.Count
        ? _firstGrid[(int)place]
        : _secondGrid[(int)(Index - _secondGrid.FirstIndex)];

    /// <summary>Where a band lies: counted in bands where they are equally wide, so that distances are whole numbers; else its middle.</summary>
    public readonly double Position => _firstGrid.Spacing == BandSpacing.Uniform ? Index : Band.Middle;

    /// <summary>What one of <see cref="Position"/> is in quote per base.</summary>
    public readonly double PricePerPosition => _firstGrid.Spacing == BandSpacing.Uniform ? _firstGrid.Step : 1;

    public bool MoveNext()
    {
        while (_next < _end)
        {
            long index = _next++, first = index - _firstGrid.FirstIndex, second = index - _secondGrid.FirstIndex;
            bool inFirst = (ulong)first < (ulong)_first.Count, inSecond = (ulong)second < (ulong)_second.Count;
            (First, Second) = (inFirst ? _first[(int)first] : 0, inSecond ? _second[(int)second] : 0);
            if ((First | Second) != 0)
            {
                Index = index;
                return true;
            }

            if (!inFirst && !inSecond)
            {
                // Between two windows that lie apart there is nothing to see.
                _next = Math.Max(_firstGrid.FirstIndex, _secondGrid.FirstIndex);
            }
        }

        return false;
    }
}
