namespace HeatMap.Benchmarks;

/// <summary>
/// What one would write for a live map: a dictionary of positions, for each side a sorted set of price and id, and notional by band. No layers, no counts, no
/// checks, prices by a plain loop over tiers.
/// </summary>
internal sealed class SortedBook(BandGrid grid, RiskTier[] tiers)
{
    private readonly Dictionary<long, Row> _rows = [];
    private readonly SortedSet<Level> _longs = [], _shorts = [];
    private readonly double[] _longBands = new double[grid.Count + 2], _shortBands = new double[grid.Count + 2];
    private readonly double _lower = grid.Lower, _bandsPerPrice = 1 / grid.Step;
    private long _nextId;

    public int Count => _rows.Count;

    public long Open(double entry, double signedQuantity, double margin)
    {
        double price = Baselines.Price(entry, signedQuantity, margin, tiers), notional = Math.Abs(signedQuantity) * price;
        long id = _nextId++;
        _rows.Add(id, new(signedQuantity, price, notional));
        (signedQuantity > 0 ? _longs : _shorts).Add(new(price, id));
        (signedQuantity > 0 ? _longBands : _shortBands)[Band(price)] += notional;
        return id;
    }

    public void Close(long id)
    {
        Row row = _rows[id];
        _rows.Remove(id);
        (row.SignedQuantity > 0 ? _longs : _shorts).Remove(new(row.Price, id));
        (row.SignedQuantity > 0 ? _longBands : _shortBands)[Band(row.Price)] -= row.Notional;
    }

    private int Band(double price) => Math.Clamp((int)((price - _lower) * _bandsPerPrice) + 1, 0, grid.Count + 1);

    /// <summary>Ids tell levels of one price apart: a list for each price would be three objects a position.</summary>
    private readonly record struct Level(double Price, long Id) : IComparable<Level>
    {
        public int CompareTo(Level other) => Price < other.Price ? -1 : Price > other.Price ? 1 : Id.CompareTo(other.Id);
    }

    private readonly record struct Row(double SignedQuantity, double Price, double Notional);
}
