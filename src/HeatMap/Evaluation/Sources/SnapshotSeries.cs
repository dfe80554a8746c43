using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>Anybody's maps, frozen, played back in time: after a bar it shows the last one known by the end of that bar. Baseline B9.</summary>
/// <remarks>
/// <para>A vendor's notional becomes a quantity at each band's middle price. The share of a side is of all that the map shows of it, tails and unplaced included, since a vendor's scale is its own.</para>
/// <para>Before its first map it holds nothing, and <see cref="MapScorer"/> scores nothing, of anybody.</para>
/// <para>What stands of a side beyond the mark at that moment would have been liquidated since the snapshot; it counts for nothing until the next one.</para>
/// </remarks>
public sealed class SnapshotSeries : MapEstimator
{
    private readonly MapSnapshot[] _snapshots;
    private readonly long _barMs;
    private double[] _longs = [];
    private double[] _shorts = [];
    private double _longStanding;
    private double _shortStanding;
    private int _next;

    /// <summary>Prepares the playback.</summary>
    /// <param name="snapshots">At least one, by rising time.</param>
    /// <param name="barLength">The length of the bars; &gt; 0.</param>
    /// <exception cref="ArgumentException">There is none, one has no map, or times do not rise.</exception>
    public SnapshotSeries(ReadOnlySpan<MapSnapshot> snapshots, TimeSpan barLength)
        : base(GridOf(snapshots))
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(barLength, TimeSpan.Zero);
        for (int i = 0; i < snapshots.Length; i++)
        {
            if (snapshots[i].Map is null || (i > 0 && snapshots[i].KnownAtUnixMs <= snapshots[i - 1].KnownAtUnixMs))
            {
                Throw.Argument(nameof(snapshots), $"row {i}: a snapshot must have a map and be later than the one before");
            }
        }

        _snapshots = snapshots.ToArray();
        _barMs = (long)barLength.TotalMilliseconds;
        (_longs, _shorts) = (new double[Grid.Count], new double[Grid.Count]);
    }

    /// <summary>When the map that is shown became known; null before the first.</summary>
    public long? KnownAtUnixMs => _next == 0 ? null : _snapshots[_next - 1].KnownAtUnixMs;

    /// <inheritdoc/>
    public override void Add(in MarketBar bar)
    {
        if (bar.OpenTimeUnixMs <= LastOpenTimeUnixMs)
        {
            Throw.Argument(nameof(bar), $"a bar must be later than the last one, at {LastOpenTimeUnixMs}; was at {bar.OpenTimeUnixMs}");
        }

        (double low, double high, double close) = BarPrices.Of(bar, nameof(bar));
        (LastOpenTimeUnixMs, MarkPrice) = (bar.OpenTimeUnixMs, close);
        Consume(low, high);
        int known = _next;
        while (known < _snapshots.Length && _snapshots[known].KnownAtUnixMs <= bar.OpenTimeUnixMs + _barMs)
        {
            known++;
        }

        if (known > _next)
        {
            _next = known;
            Show(_snapshots[known - 1].Map, close);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side) => Guard.Defined(side) == Side.Long ? _longs : _shorts;

    /// <inheritdoc/>
    public override double StandingQuantity(Side side) => Guard.Defined(side) == Side.Long ? _longStanding : _shortStanding;

    private void Show(LiquidationMap map, double price)
    {
        Grid = map.Grid;
        (_longs, _shorts) = (new double[Grid.Count], new double[Grid.Count]);
        MapView view = map.View;
        for (int band = 0; band < Grid.Count; band++)
        {
            double middle = Grid[band].Middle;
            (_longs[band], _shorts[band]) = (view.LongUnits[band] * view.Quantum / middle, view.ShortUnits[band] * view.Quantum / middle);
        }

        SideTally outside = map.Total;
        SideTally inside = map.InBands;
        (_longStanding, _shortStanding) = (Sum(_longs) + ((outside.Long - inside.Long) / price), Sum(_shorts) + ((outside.Short - inside.Short) / price));
        Consume(price, price);
    }

    /// <summary>Takes away what the price has passed.</summary>
    private void Consume(double low, double high)
    {
        int first = Math.Clamp(Grid.IndexOf(low) + 1, 0, Grid.Count), last = Math.Clamp(Grid.IndexOf(high), 0, Grid.Count);
        _longs.AsSpan(first).Clear();
        _shorts.AsSpan(0, last).Clear();
    }

    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static BandGrid GridOf(ReadOnlySpan<MapSnapshot> snapshots)
    {
        if (snapshots.IsEmpty || snapshots[0].Map is null)
        {
            Throw.Argument(nameof(snapshots), "there must be at least one snapshot, with a map");
        }

        return snapshots[0].Map.Grid;
    }
}
