namespace HeatMap.Benchmarks;

/// <summary>
/// What one would write for a live map: a dictionary of positions, for each side a sorted dictionary of price to ids, and notional by band. No layers, no counts, no
/// checks, prices by a plain loop over tiers.
/// </summary>
internal sealed class SortedBook(BandGrid grid, RiskTier[] tiers)
{
    private readonly Dictionary<long, Row> _rows = [];
    private readonly SortedDictionary<double, List<long>> _longs = [], _shorts = [];
    private readonly double[] _longBands = new double[grid.Count + 2], _shortBands = new double[grid.Count + 2];
    private readonly double _lower = grid.Lower, _bandsPerPrice = 1 / grid.Step;
    private long _nextId;

    public int Count => _rows.Count;

    public long Open(double entry, double signedQuantity, double margin)
    {
        double price = Baselines.Price(entry, signedQuantity, margin, tiers), notional = Math.Abs(signedQuantity) * price;
        long id = _nextId++;
        _rows.Add(id, new(signedQuantity, price, notional));
        SortedDictionary<double, List<long>> side = signedQuantity > 0 ? _longs : _shorts;
        if (!side.TryGetValue(price, out List<long>? ids))
        {
            side.Add(price, ids = []);
        }

        ids.Add(id);
        (signedQuantity > 0 ? _longBands : _shortBands)[Band(price)] += notional;
        return id;
    }

    public void Close(long id)
    {
        Row row = _rows[id];
        _rows.Remove(id);
        SortedDictionary<double, List<long>> side = row.SignedQuantity > 0 ? _longs : _shorts;
        List<long> ids = side[row.Price];
        ids.Remove(id);
        if (ids.Count == 0)
        {
            side.Remove(row.Price);
        }

        (row.SignedQuantity > 0 ? _longBands : _shortBands)[Band(row.Price)] -= row.Notional;
    }

    private int Band(double price) => Math.Clamp((int)((price - _lower) * _bandsPerPrice) + 1, 0, grid.Count + 1);

    private readonly record struct Row(double SignedQuantity, double Price, double Notional);
}
