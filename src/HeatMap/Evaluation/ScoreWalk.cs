using HeatMap.Estimation;

namespace HeatMap.Evaluation;

/// <summary>One walk through bars: at the start of every interval everybody is asked, then everybody reads it.</summary>
internal sealed class ScoreWalk
{
    private const int MeanDays = 7;

    private readonly PathFeatures _features;
    private readonly VolumeRowsBuilder _builder;
    private readonly MapEstimator? _truth;
    private readonly SnapshotSeries[] _snapshots;
    private readonly PastMeans _closes = new((long)TimeSpan.FromDays(MeanDays).TotalMilliseconds);

    public ScoreWalk(TimeSpan barLength, MapEstimator[] maps, ScoreEvidence evidence, MapScorerOptions options)
    {
        _features = new(barLength, options.Path);
        _builder = new(_features, maps);
        _truth = evidence.Truth;
        _snapshots = [.. maps.OfType<SnapshotSeries>()];
        Origins = new(maps);
        Location = new(evidence.Prints.AsSpan(), maps, options.Location);
        Intensity = new(maps, [.. evidence.Prints]);
        Truth = _truth is null ? null : new(_truth, maps);
    }

    public OriginRows Origins { get; }

    public LocationWalk Location { get; }

    public IntensityWalk Intensity { get; }

    public TruthWalk? Truth { get; }

    public VolumeRows Run(ReadOnlySpan<MarketBar> bars)
    {
        while (!bars.IsEmpty)
        {
            int count = _builder.IntervalLength(bars);
            ReadOnlySpan<MarketBar> interval = bars[..count];

            // All are trained and tested on the same intervals, so nothing counts before every map is there.
            _builder.IsPaused = Array.Exists(_snapshots, static s => s.KnownAtUnixMs is null);
            if (_builder.Peek(interval) is { } path)
            {
                double longs = 0, shorts = 0, mean = _closes.Since(path.StartUnixMs - (long)TimeSpan.FromDays(MeanDays).TotalMilliseconds);
                foreach (MarketBar bar in interval)
                {
                    longs += bar.LongLiquidations;
                    shorts += bar.ShortLiquidations;
                }

                Origins.Observe(_features, path, longs + shorts);
                Location.Observe(path, _features.Interval, _features.Deviation, double.IsNaN(mean) ? path.Start : mean);
                Intensity.Observe(_features, path, longs, shorts);
                Truth?.Observe(path.Start);
            }

            _builder.Add(interval);
            foreach (MarketBar bar in interval)
            {
                _truth?.Add(bar);
                _closes.Add(bar.OpenTimeUnixMs, bar.Close);
            }

            bars = bars[count..];
        }

        return _builder.ToRows();
    }
}
