using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>What a question to a law of price costs: the reach of a day set up, one price touched, the first of two, and a thousand random numbers.</summary>
public class ReachBench
{
    private const int Targets = 1000;

    private readonly double[] _targets = [.. Enumerable.Range(0, Targets).Select(i => 80 + (0.04 * i))];
    private readonly double[] _results = new double[Targets];
    private readonly double[] _closes = new double[24], _lows = new double[24], _highs = new double[24];
    private readonly RandomStream _stream = new(1, 2);
    private PriceModel _law = new GeometricBrownian(0.7);
    private PriceReach _reach = new GeometricBrownian(0.7).Within(TimeSpan.FromDays(1));

    [Params("brownian", "jumps", "historical")]
    public string Law { get; set; } = "brownian";

    [GlobalSetup]
    public void Setup()
    {
        double[] returns = new double[1000];
        _stream.Normals(0, returns);
        _law = Law switch
        {
            "brownian" => new GeometricBrownian(0.7, 0.1),
            "jumps" => new DoubleExponentialJumps(0.5, 60, 0.45, 0.03, 0.03),
            _ => new FilteredHistorical([.. returns.Select(z => 0.007 * z)], TimeSpan.FromHours(1)),
        };
        _reach = _law.Within(TimeSpan.FromDays(1));
    }

    [Benchmark]
    public PriceReach Within() => _law.Within(TimeSpan.FromDays(1));

    [Benchmark(OperationsPerInvoke = Targets)]
    public double Touch()
    {
        _reach.Touch(100, _targets, _results);
        return _results[0];
    }

    [Benchmark]
    public FirstTouch FirstOfFarApart() => _reach.FirstOf(100, 94, 106);

    [Benchmark]
    public FirstTouch FirstOfNear() => _reach.FirstOf(100, 98, 102);

    [Benchmark]
    public double PathOf24Bars()
    {
        _law.FillPath(_stream, 100, TimeSpan.FromHours(1), _closes, _lows, _highs);
        return _closes[^1];
    }

    [Benchmark(OperationsPerInvoke = Targets)]
    public double Uniforms()
    {
        _stream.Uniforms(0, _results);
        return _results[0];
    }

    [Benchmark(OperationsPerInvoke = Targets)]
    public double Normals()
    {
        _stream.Normals(0, _results);
        return _results[0];
    }
}
