using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>Distances and changes of two maps of 16,384 bands, beside the same questions asked in plain LINQ.</summary>
public class MapDistanceBench
{
    private const double Mark = RandomPositions.Mark;
    private static readonly PriceRange Path = new(Mark * 0.99, Mark * 1.01);
    private LiquidationMap _before = null!, _after = null!;
    private double[] _middles = null!, _first = null!, _second = null!;

    [GlobalSetup]
    public void Setup()
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        BandGrid grid = BandGrid.Uniform(3.75, new(30_000, 30_000 + (3.75 * 16_384)));
        var positions = new RandomPositions(200_000);
        _before = LiquidationMap.Build(positions.Columns.Slice(0, 120_000), rules, grid, Mark);
        _after = LiquidationMap.Build(positions.Columns.Slice(80_000, 120_000), rules, grid, Mark);
        _middles = [.. Enumerable.Range(0, grid.Count).Select(b => grid[b].Middle)];
        _first = [.. Enumerable.Range(0, grid.Count).Select(b => _before[b].Notional)];
        _second = [.. Enumerable.Range(0, grid.Count).Select(b => _after[b].Notional)];
    }

    [Benchmark]
    public MapDistance DistanceTo() => _before.DistanceTo(_after);

    /// <summary>Wasserstein, Jensen-Shannon and total variation alone, from doubles that are there already.</summary>
    [Benchmark]
    public (double Transport, double Nats, double Variation) DistanceInLinq()
    {
        double sum = _first.Sum(), otherSum = _second.Sum(), gap = 0;
        double transport = Enumerable.Range(0, _middles.Length - 1).Sum(i => Math.Abs(gap += (_first[i] / sum) - (_second[i] / otherSum)) * (_middles[i + 1] - _middles[i]));
        var shares = _first.Zip(_second, (p, q) => (P: p / sum, Q: q / otherSum)).ToList();
        double nats = 0.5 * shares.Sum(static s => (s.P > 0 ? s.P * Math.Log(2 * s.P / (s.P + s.Q)) : 0) + (s.Q > 0 ? s.Q * Math.Log(2 * s.Q / (s.P + s.Q)) : 0));
        return (transport, nats, 0.5 * shares.Sum(static s => Math.Abs(s.P - s.Q)));
    }

    [Benchmark]
    public double TransportCost() => _before.TransportCost(_after, 500);

    [Benchmark]
    public double WassersteinOfPoints() => Divergence.Wasserstein(_middles, _first, _second);

    [Benchmark]
    public MapChange ChangeTo() => _before.ChangeTo(_after, Path);

    [Benchmark]
    public (SideChange Long, SideChange Short) ChangeOfViews() =>
        (_before.View.ChangeTo(_after.View, Path, Side.Long), _before.View.ChangeTo(_after.View, Path, Side.Short));

    /// <summary>Built, removed and liquidated of the longs alone, without moves.</summary>
    [Benchmark]
    public (double Built, double Removed, double Liquidated) ChangeInLinq()
    {
        var changes = Enumerable.Range(0, _middles.Length).Select(b => (Middle: _middles[b], By: _after[b].Long - _before[b].Long)).ToList();
        return (
            changes.Where(static c => c.By > 0).Sum(static c => c.By),
            changes.Where(static c => c.By < 0 && c.Middle < Path.Low).Sum(static c => -c.By),
            changes.Where(static c => c.By < 0 && c.Middle >= Path.Low).Sum(static c => -c.By));
    }
}
