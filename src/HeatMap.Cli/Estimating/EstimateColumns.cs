using HeatMap.Cli.Replaying;
using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>Takes estimates down, column by column: what stands at the end of each, and where the mark went in it. One layer a venue where there are several.</summary>
internal sealed class EstimateColumns
{
    /// <summary>From so many bytes on, columns are kept sparse.</summary>
    private const long DenseBytes = 64 << 20;

    private const int SparseBytes = 512 << 20;

    /// <summary>How far the picture goes beyond the path, as a fraction.</summary>
    private const double Room = 0.1;

    private readonly IReadOnlyList<EstimatedVenue> _venues;
    private readonly BandGrid _grid;
    private readonly LiquidationHeatMapBuilder _builder;
    private readonly long _interval;
    private readonly string? _unit;
    private long _column = -1, _columns;
    private double _low = double.PositiveInfinity, _high;

    /// <param name="venues">What is taken down.</param>
    /// <param name="settings">Which bands and columns.</param>
    /// <param name="unit">What to call quote; null where nobody says.</param>
    public EstimateColumns(IReadOnlyList<EstimatedVenue> venues, EstimateSettings settings, string? unit)
    {
        (_venues, _unit) = (venues, unit);
        TimeSpan interval = settings.Every ?? venues[0].Bars.Bars.Interval;
        if (interval < venues[0].Bars.Bars.Interval)
        {
            throw ToolException.Usage($"--every takes at least the {venues[0].Bars.Bars.Interval} of a bar, was {interval}");
        }

        (double low, double high) = StateGrid.Extremes(venues.Select(static v => v.Bars));
        _grid = (settings.Bands with { Range = settings.Bands.Range ?? new(low * (1 - Room), high * (1 + Room)) }).Grid((low + high) / 2);
        _interval = (long)interval.TotalMilliseconds;
        long first = venues.Min(static v => v.Bars.Bars[0].OpenTimeUnixMs), last = venues.Max(static v => v.Bars.Bars[^1].OpenTimeUnixMs), end = venues.Max(static v => v.Bars.EndUnixMs);
        int columns = HeatColumns.CountOf(first, last, interval, _grid);
        bool isLarge = 16L * columns * _grid.Count * venues.Count > DenseBytes;
        var options = new HeatMapOptions
        {
            Columns = columns,
            Unit = unit,
            Storage = isLarge ? HeatMapStorage.Sparse : HeatMapStorage.Dense,
            Sources = [.. venues.Select(v => SourceOf(v, settings, end))],
        };
        options = isLarge ? options with { SparseBytes = SparseBytes } : options;
        _builder = new(_grid, interval, venues.Count == 1 ? options : options with { Layers = [.. venues.Select(static v => new HeatMapLayer(v.Name))] });
    }

    /// <summary>Takes down what stands before a bar of a later column is read.</summary>
    /// <param name="timeUnixMs">When that bar begins.</param>
    public void Reach(long timeUnixMs)
    {
        if (_column >= 0 && timeUnixMs / _interval != _column)
        {
            Append();
        }

        _column = timeUnixMs / _interval;
    }

    /// <summary>A bar was read.</summary>
    public void Passed(in MarketBar bar) => (_low, _high) = (Math.Min(_low, bar.LowestTrigger), Math.Max(_high, bar.HighestTrigger));

    /// <summary>Puts the last column down.</summary>
    public LiquidationHeatMap Finish()
    {
        Append();
        return _builder.ColumnCount >= _columns ? _builder.ToHeatMap()
            : throw ToolException.Usage("the heat map is too large to be kept: choose a longer --every, wider bands or a smaller --range");
    }

    private void Append()
    {
        double mark = _venues.First(static v => !double.IsNaN(v.Estimator.MarkPrice)).Estimator.MarkPrice;
        (double low, double high) = (Math.Min(_low, mark), Math.Max(_high, mark));
        if (_venues.Count == 1)
        {
            _builder.Append(_column * _interval, ShownMap.Of(_venues[0].Estimator.View, _grid).View, low, high);
        }
        else
        {
            _builder.Append(_column * _interval, new MapLayers([.. _venues.Select(v => (v.Name, LayerOf(v, mark)))]), low, high);
        }

        _columns++;
        (_low, _high) = (double.PositiveInfinity, 0);
    }

    /// <summary>A venue whose bars have not begun holds nothing.</summary>
    private LiquidationMap LayerOf(EstimatedVenue venue, double mark) => venue.Estimator.LastOpenTimeUnixMs is null
        ? LiquidationMap.Empty(_grid, mark, new() { Counts = false, Unit = _unit })
        : ShownMap.Of(venue.Estimator.View, _grid).WithMark(mark);

    private static MapSource SourceOf(EstimatedVenue venue, EstimateSettings settings, long end) => new(
        $"estimate {settings.Asset ?? KnownCalibration.Unnamed}{(venue.Bars.Venue is { } name ? " " + name : "")}{(venue.Calibration.Doubt is null ? "" : " (not validated)")}",
        isModelled: true,
        DateTimeOffset.FromUnixTimeMilliseconds(end));
}
