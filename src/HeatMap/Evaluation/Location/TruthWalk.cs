using System.Collections.Immutable;
using HeatMap.Estimation;

namespace HeatMap.Evaluation;

/// <summary>Compares maps with the truth at the start of every interval.</summary>
internal sealed class TruthWalk(MapEstimator truth, MapEstimator[] maps)
{
    private const double Width = 0.001;
    private const int Near = 50;
    private const int Far = 100;

    private readonly double[] _true = new double[Far];
    private readonly double[] _own = new double[Far];
    private readonly double[,] _sums = new double[maps.Length, 4];
    private readonly int[,] _counts = new int[maps.Length, 2];

    public void Observe(double price)
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            DistanceCells.Fill(truth, side, price, Width, 0, _true);
            for (int map = 0; map < maps.Length; map++)
            {
                DistanceCells.Fill(maps[map], side, price, Width, 0, _own);
                Compare(map, 0, Near);
                Compare(map, 1, Far);
            }
        }
    }

    public ImmutableArray<TruthDistance> Result(ImmutableArray<string> names) => [.. names.Select((name, map) => new TruthDistance
    {
        Name = name,
        Wasserstein5 = _sums[map, 0] / _counts[map, 0],
        Wasserstein10 = _sums[map, 1] / _counts[map, 1],
        AbsoluteDifference5 = _sums[map, 2] / _counts[map, 0],
        AbsoluteDifference10 = _sums[map, 3] / _counts[map, 1],
        Pairs = _counts[map, 1],
    })];

    private void Compare(int map, int range, int cells)
    {
        double whole = Sum(_true, cells), own = Sum(_own, cells), below = 0, transport = 0, absolute = 0;
        if (!(whole > 0 && own > 0))
        {
            return;
        }

        for (int cell = 0; cell < cells; cell++)
        {
            double difference = (_own[cell] / own) - (_true[cell] / whole);
            below += difference;
            transport += Math.Abs(below);
            absolute += Math.Abs(difference);
        }

        _sums[map, range] += transport * Width * 1e4;
        _sums[map, 2 + range] += absolute;
        _counts[map, range]++;
    }

    private static double Sum(double[] values, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += values[i];
        }

        return sum;
    }
}
