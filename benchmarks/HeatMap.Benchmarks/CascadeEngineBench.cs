using BenchmarkDotNet.Attributes;
using HeatMap.Cascades;

namespace HeatMap.Benchmarks;

/// <summary>A fall in 60 steps over a list of positions: the loop over generations at each step that most people write, and the full engine with layers off, with decay, and with a queue and a waterfall.</summary>
[MemoryDiagnoser]
public class CascadeEngineBench
{
    private const double Mark = 60_000;
    private const int Steps = 60;

    private List<PlainCascade.Row> _rows = [];
    private CascadePositions? _positions;
    private CascadeEngine? _bare, _fading, _full;
    private ExogenousStep[] _path = [];

    [Params(1_000, 100_000)]
    public int Positions { get; set; } = 1_000;

    private double Slope => 3_000.0 / Positions;

    [GlobalSetup]
    public void Setup()
    {
        // As in CascadeLoopBench: 30 % below the mark, a gain of 0.3. Price from outside falls by 5 % in even steps.
        var stream = new RandomStream(6, 1);
        double[] prices = [.. Enumerable.Range(0, Positions).Select(i => Mark * (1 - (0.3 * stream.Uniform(2L * i))))];
        double[] quantities = [.. Enumerable.Range(0, Positions).Select(i => 3.6 * stream.Uniform((2L * i) + 1))];
        double[] bankruptcies = [.. prices.Select(static p => 0.996 * p)];
        _rows = [.. prices.Zip(quantities, static (p, q) => new PlainCascade.Row(p, q))];
        _positions = CascadePositions.FromColumns(new() { LiquidationPrice = prices, SignedQuantity = quantities, BankruptcyPrice = bankruptcies }, Mark);
        _path = ExogenousStep.Every(TimeSpan.FromMinutes(1), [.. Enumerable.Range(1, Steps).Select(static i => Mark * (1 - (0.05 * i / Steps)))]);
        CascadeModel model = new(PriceImpact.Linear(Slope));
        var decay = ImpactDecay.Exponential(TimeSpan.FromMinutes(10));
        _bare = new(model);
        _fading = new(model, new() { Decay = decay });
        _full = new(model, new() { Decay = decay, MaxVolumePerStep = 0.005 * Positions, Waterfall = new() { InsuranceFund = 1e6, FeeRate = 0.001 } });
        double plain = PlainLoop(), ours = LayersOff().FinalPrice;
        if (Math.Abs(plain - ours) > 1e-6 * Mark)
        {
            throw new InvalidOperationException($"the forms differ: {plain}, {ours}");
        }
    }

    [Benchmark(Baseline = true)]
    public double PlainLoop() => PlainCascade.Follow(_rows, _path, Slope);

    [Benchmark]
    public CascadeEpisode LayersOff() => _bare!.Run(_positions!, _path);

    [Benchmark]
    public CascadeEpisode Decay() => _fading!.Run(_positions!, _path);

    [Benchmark]
    public CascadeEpisode DecayQueueAndWaterfall() => _full!.Run(_positions!, _path);
}
