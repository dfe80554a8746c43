using BenchmarkDotNet.Attributes;
using HeatMap.Cascades;

namespace HeatMap.Benchmarks;

/// <summary>One price shock over a list of positions: the loop over generations that most people write, one run in full, and the step function asked once.</summary>
public class CascadeLoopBench
{
    private const double Mark = 60_000;

    private List<PlainCascade.Row> _rows = [];
    private LiquidationLadder? _ladder;
    private CascadeModel? _model;
    private CascadeThresholds? _thresholds;
    private double[] _prices = [], _quantities = [];

    [Params(1_000, 100_000, 1_000_000)]
    public int Positions { get; set; } = 1_000;

    private double Slope => 3_000_000.0 / Positions / 1_000;

    [GlobalSetup]
    public void Setup()
    {
        // Spread over 30 % below the mark; all of them together would move price by 9 %: a gain of 0.3.
        var stream = new RandomStream(6, 1);
        _prices = [.. Enumerable.Range(0, Positions).Select(i => Mark * (1 - (0.3 * stream.Uniform(2L * i))))];
        _quantities = [.. Enumerable.Range(0, Positions).Select(i => 3.6 * stream.Uniform((2L * i) + 1))];
        _rows = [.. _prices.Zip(_quantities, (p, q) => new PlainCascade.Row(p, q))];
        _ladder = LiquidationLadder.FromPositions(_prices, _quantities, Mark);
        _model = new(PriceImpact.Linear(Slope));
        _thresholds = _model.Thresholds(_ladder, Direction.Down);
        double plain = Loop(), ours = Run().FinalPrice;
        if (Math.Abs(plain - ours) > 1e-6 * Mark || Math.Abs(AskThresholds() - ours) > 0)
        {
            throw new InvalidOperationException($"the forms differ: {plain}, {ours}, {AskThresholds()}");
        }
    }

    [Benchmark(Baseline = true)]
    public double Loop() => PlainCascade.Run(_rows, Mark * 0.95, Slope);

    [Benchmark]
    public CascadeResult SortAndRun() => _model!.Run(LiquidationLadder.FromPositions(_prices, _quantities, Mark), Shock.Move(-0.05));

    [Benchmark]
    public CascadeResult Run() => _model!.Run(_ladder!, Shock.Move(-0.05));

    [Benchmark]
    public CascadeThresholds BuildThresholds() => _model!.Thresholds(_ladder!, Direction.Down);

    [Benchmark]
    public double AskThresholds() => _thresholds!.FinalPrice(Mark * 0.95);
}
