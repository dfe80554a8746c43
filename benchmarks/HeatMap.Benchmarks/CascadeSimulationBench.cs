using BenchmarkDotNet.Attributes;
using HeatMap.Cascades;
using HeatMap.Kernels;

namespace HeatMap.Benchmarks;

/// <summary>
/// Random walks with feedback: a day of minutes at a volatility of 60 %, and levels on both sides that displace price as it passes them. One operation is one step of one path. Every form has the same
/// law; forms of the kernel have the same bits.
/// </summary>
public class CascadeSimulationBench
{
    private const int Paths = 1 << 13, Steps = 1440, PlainPaths = 1 << 8;

    private readonly float[] _close = new float[Paths], _low = new float[Paths], _high = new float[Paths], _bareLow = new float[Paths], _bareHigh = new float[Paths];
    private readonly int[] _fall = new int[Paths], _rise = new int[Paths];
    private readonly double[] _lows = new double[PlainPaths];
    private readonly double _deviation = 0.6 / Math.Sqrt(365 * 1440);
    private readonly GeometricBrownian _law = new(0.6);
    private CascadeSides? _sides;
    private WalkTable _table = new([], [0], [], [0]);
    private PlainWalks.Level[] _levels = [];
    private double[] _distances = [], _impacts = [];

    /// <summary>How many levels a side: 200 from 0.2 % off, one every 0.05 %, each displacing price by 0.01 %; 20 ten times as far apart and as strong; or none. Of 200, a path passes 43 on either side.</summary>
    [Params(0, 20, 200)]
    public int Levels { get; set; } = 200;

    [GlobalSetup]
    public void Setup()
    {
        double spacing = Levels == 20 ? 0.005 : 0.0005, impact = spacing / 5;
        _distances = [.. Enumerable.Range(0, Levels).Select(i => 0.002 + (spacing * i))];
        _impacts = [.. Enumerable.Repeat(impact, Levels)];
        _levels = [.. _distances.Select(d => new PlainWalks.Level(d, impact))];
        double[] displacements = [.. Enumerable.Range(0, Levels + 1).Select(i => i * impact)];
        _table = new([.. _distances.Select(d => -d)], displacements, _distances, displacements);
        double[] prices = [.. _distances.Select(d => Math.Exp(-d)), .. _distances.Select(Math.Exp)];
        double[] quantities = [.. _distances.Select(_ => impact), .. _distances.Select(_ => -impact)];
        _sides = CascadeSides.Of(new CascadeModel(PriceImpact.Exponential(1)), LiquidationLadder.FromPositions(prices, quantities, 1));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PlainPaths * Steps)]
    public int PlainListLoop() => PlainWalks.ListLoop(_levels, PlainPaths, Steps, _deviation, _lows);

    [Benchmark(OperationsPerInvoke = PlainPaths * Steps)]
    public int PlainArrayLoop() => PlainWalks.ArrayLoop(_distances, _impacts, PlainPaths, Steps, _deviation, _lows);

    [Benchmark(OperationsPerInvoke = Paths * Steps)]
    public int Kernel() => Walk(0, Paths, false, KernelInfo.VectorBits);

    [Benchmark(OperationsPerInvoke = Paths * Steps)]
    public int KernelOf256Bits() => Walk(0, Paths, false, 256);

    [Benchmark(OperationsPerInvoke = Paths * Steps)]
    public int KernelOnTwoThreads()
    {
        Parallel.For(0, 2, half => Walk(half * (Paths / 2), Paths / 2, false, KernelInfo.VectorBits));
        return _fall[0];
    }

    [Benchmark(OperationsPerInvoke = Paths * Steps)]
    public int KernelOfAntitheticPairs() => Walk(0, Paths, true, KernelInfo.VectorBits);

    /// <summary>The whole of the public call, with its distributions sorted.</summary>
    [Benchmark(OperationsPerInvoke = Paths * Steps)]
    public double Simulation() => CascadeSimulation.Walk(_sides!, _law, new() { Paths = Paths, Seed = 7 }).Down.Depth.Mean.Value;

    [Benchmark(OperationsPerInvoke = Paths * Steps)]
    public double SimulationOnTwoThreads() => CascadeSimulation.Walk(_sides!, _law, new() { Paths = Paths, Seed = 7, MaxDegreeOfParallelism = 2 }).Down.Depth.Mean.Value;

    private int Walk(int first, int count, bool antithetic, int vectorBits)
    {
        Span<ulong> seed = stackalloc ulong[NormalLanes.SeedWords];
        WalkResults results = new() { Close = _close, Low = _low, High = _high, BareLow = _bareLow, BareHigh = _bareHigh, Fall = _fall, Rise = _rise };
        for (int group = first / WalkKernel.Group; group < (first + count) / WalkKernel.Group; group++)
        {
            var stream = new RandomStream(7, ~(long)group);
            for (int i = 0; i < seed.Length; i++)
            {
                seed[i] = stream.Bits(i);
            }

            WalkKernel.Walk(_table, Steps, 0, (float)_deviation, seed, antithetic, group * WalkKernel.Group, results, vectorBits);
        }

        return _fall[first];
    }
}
