using HeatMap.Estimation;

namespace HeatMap.Tests.Evaluation;

/// <summary>A book whose triggers are known: every bar opens some positions at random distances, and what the price passes is gone.</summary>
internal sealed class TestBook : MapEstimator
{
    private readonly RandomStream _stream;
    private readonly double[] _longs, _shorts;
    private readonly bool _byVolume;
    private long _draws;

    public TestBook(long seed, bool byVolume = false)
        : base(BandGrid.Geometric(0.002, new(20, 500)))
    {
        (_stream, _byVolume) = (new(seed, 0), byVolume);
        (_longs, _shorts) = (new double[Grid.Count], new double[Grid.Count]);
    }

    public double Taken(Side side, IntervalPath path)
    {
        PriceRange range = path.Reached(side);
        double sum = 0;
        for (int band = Grid.IndexOf(range.Low); band <= Grid.IndexOf(range.High); band++)
        {
            sum += Quantities(side)[band];
        }

        return sum;
    }

    public override void Add(in MarketBar bar)
    {
        (LastOpenTimeUnixMs, MarkPrice) = (bar.OpenTimeUnixMs, bar.Close);
        _longs.AsSpan(Grid.IndexOf(bar.Low)).Clear();
        _shorts.AsSpan(0, Grid.IndexOf(bar.High) + 1).Clear();
        for (int i = 0; i < 4; i++)
        {
            double distance = 0.003 * Math.Exp(3 * _stream.Uniform(_draws++)), size = _byVolume ? bar.Volume : Math.Exp(1.5 * _stream.Normal(_draws++));
            _longs[Math.Min(Grid.IndexOf(bar.Close * Math.Exp(-distance)), Grid.IndexOf(bar.Close) - 1)] += size;
            _shorts[Math.Max(Grid.IndexOf(bar.Close * Math.Exp(distance)), Grid.IndexOf(bar.Close) + 1)] += size;
        }
    }

    public override ReadOnlySpan<double> Quantities(Side side) => side == Side.Long ? _longs : _shorts;

    public override double StandingQuantity(Side side) => 1000;
}
