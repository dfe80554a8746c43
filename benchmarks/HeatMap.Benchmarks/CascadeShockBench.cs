using BenchmarkDotNet.Attributes;
using HeatMap.Cascades;

namespace HeatMap.Benchmarks;

/// <summary>Random shocks through the step function, one operation a path: a path of one step watched throughout, and one of a day of hours. And the same question in closed form.</summary>
public class CascadeShockBench
{
    private const int Paths = 1 << 13;

    private readonly GeometricBrownian _law = new(0.6);
    private CascadeSides? _sides;
    private CascadeReach? _reach;

    [GlobalSetup]
    public void Setup()
    {
        double[] distances = [.. Enumerable.Range(0, 200).Select(i => 0.002 + (0.0005 * i))];
        double[] prices = [.. distances.Select(d => Math.Exp(-d)), .. distances.Select(Math.Exp)];
        double[] quantities = [.. distances.Select(_ => 0.0001), .. distances.Select(_ => -0.0001)];
        _sides = CascadeSides.Of(new CascadeModel(PriceImpact.Exponential(1)), LiquidationLadder.FromPositions(prices, quantities, 1));
        _reach = new(_sides.Down, _law.Within(TimeSpan.FromDays(1)));
    }

    [Benchmark(OperationsPerInvoke = Paths)]
    public double ShocksOfOneStep() => CascadeSimulation.Shocks(_sides!, _law, new() { Paths = Paths, Step = TimeSpan.FromDays(1) }).Down.Depth.Mean.Value;

    [Benchmark(OperationsPerInvoke = Paths)]
    public double ShocksOf24Steps() => CascadeSimulation.Shocks(_sides!, _law, new() { Paths = Paths, Step = TimeSpan.FromHours(1) }).Down.Depth.Mean.Value;

    [Benchmark]
    public double ClosedFormOfADepth() => _reach!.DepthAtLeast(0.03);
}
