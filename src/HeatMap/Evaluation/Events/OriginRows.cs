using HeatMap.Estimation;

namespace HeatMap.Evaluation;

/// <summary>What is known at the start of each interval without its path: the past, and of each map how much price may be expected to reach.</summary>
internal sealed class OriginRows(MapEstimator[] maps)
{
    /// <summary>Cells of a quarter of a standard deviation out to eight of them.</summary>
    public const int Cells = 32;

    public const double CellUnits = 0.25;

    private readonly List<double> _past = [];
    private readonly List<double> _expected = [];
    private readonly List<long> _starts = [];
    private readonly List<double> _openInterest = [];
    private readonly List<double> _volumes = [];
    private readonly double[] _cells = new double[Cells];
    private readonly double[] _touch = new double[Cells];
    private double[] _row = [];
    private int[] _columns = [];

    public int Count => _starts.Count;

    public int MapCount => maps.Length;

    public int PastCount => _columns.Length;

    public long Start(int row) => _starts[row];

    /// <summary>Both sides, in quote.</summary>
    public double Volume(int row) => _volumes[row];

    public double OpenInterest(int row) => _openInterest[row];

    public ReadOnlySpan<double> Past(int row) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_past).Slice(row * PastCount, PastCount);

    /// <summary>The log of a map's share that price may be expected to reach, both sides.</summary>
    public double Expected(int row, int map) => _expected[(row * MapCount) + map];

    public void Observe(PathFeatures features, in IntervalPath path, double volume)
    {
        if (_row.Length == 0)
        {
            _row = new double[features.Count];
            _columns = [.. Enumerable.Range(0, features.Count).Where(i => IsPast(features.Names[i]))];
        }

        // A path that stands still, so that nothing of the interval can get in.
        features.Fill(Side.Long, new IntervalPath(path.StartUnixMs, path.Start, path.Start, path.Start, path.Start), _row);
        foreach (int column in _columns)
        {
            _past.Add(_row[column]);
        }

        double deviation = Math.Max(features.Deviation, 1e-9), width = CellUnits * deviation;
        PriceReach reach = new GeometricBrownian(deviation / Math.Sqrt(features.Interval.TotalDays / 365)).Within(features.Interval);
        foreach (MapEstimator map in maps)
        {
            double sum = 0;
            foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
            {
                double standing = map.LastOpenTimeUnixMs is null ? 0 : map.StandingQuantity(side);
                if (standing > 0)
                {
                    Touches(reach, side, path.Start, width);
                    DistanceCells.Fill(map, side, path.Start, width, 0, _cells);
                    for (int cell = 0; cell < Cells; cell++)
                    {
                        sum += _touch[cell] * _cells[cell] / standing;
                    }
                }
            }

            _expected.Add(Math.Log(sum + 1e-5));
        }

        _starts.Add(path.StartUnixMs);
        _openInterest.Add(features.OpenInterestNotional);
        _volumes.Add(volume);
    }

    private void Touches(PriceReach reach, Side side, double price, double width)
    {
        int sign = side == Side.Long ? -1 : 1;
        for (int cell = 0; cell < Cells; cell++)
        {
            _touch[cell] = reach.Touch(price, price * Math.Exp(sign * (cell + 0.5) * width));
        }
    }

    private static bool IsPast(string name) =>
        name.Contains("volatility", StringComparison.Ordinal) && !name.Contains("reach", StringComparison.Ordinal) || name == "log open interest" || name.Contains("liquidations", StringComparison.Ordinal)
        || name.EndsWith("sine", StringComparison.Ordinal) || name == "weekend";
}
