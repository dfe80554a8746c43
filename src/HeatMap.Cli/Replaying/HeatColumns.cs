namespace HeatMap.Cli.Replaying;

/// <summary>Takes a living map down, column by column: what stands at the end of each interval, and where the mark went in it.</summary>
internal sealed class HeatColumns
{
    /// <summary>So many columns fill a wide screen.</summary>
    private const int Wanted = 300;

    /// <summary>The most memory that columns may take.</summary>
    private const long MostBytes = 512L << 20;

    private static readonly TimeSpan[] Round =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(4), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30),
    ];

    private readonly LivingMap _map;
    private readonly LiquidationHeatMapBuilder _builder;
    private readonly long _interval;
    private long _start;
    private double _low, _high;

    /// <param name="map">What is taken down.</param>
    /// <param name="grid">The window of the columns, on the map's lattice.</param>
    /// <param name="first">The time of the first event.</param>
    /// <param name="last">The time of the last one.</param>
    /// <param name="every">The time that a column covers; null to choose.</param>
    /// <param name="source">Where the events come from.</param>
    public HeatColumns(LivingMap map, BandGrid grid, long first, long last, TimeSpan? every, MapSource source)
    {
        _map = map;
        TimeSpan interval = every ?? IntervalFor(last - first);
        _interval = (long)interval.TotalMilliseconds;
        _start = first - (first % _interval);
        int columns = CountOf(first, last, interval, grid);
        _builder = new(grid, interval, new() { Columns = columns, Quantum = map.Quantum, Unit = map.Unit, Sources = [source] });
        (_low, _high) = (map.MarkPrice, map.MarkPrice);
        Grid = grid;
    }

    /// <summary>The window of the columns.</summary>
    public BandGrid Grid { get; }

    /// <summary>The shortest round interval that does not give more columns than a screen shows.</summary>
    public static TimeSpan IntervalFor(long milliseconds) => Array.Find(Round, r => milliseconds / r.TotalMilliseconds < Wanted) is { Ticks: > 0 } found ? found : Round[^1];

    /// <summary>How many columns there are from one moment to another, if that is not too many.</summary>
    public static int CountOf(long first, long last, TimeSpan interval, BandGrid grid)
    {
        long length = (long)interval.TotalMilliseconds, columns = (last / length) - (first / length) + 1;
        return columns <= HeatMapOptions.MaxColumns && columns * grid.Count * 16 <= MostBytes ? (int)columns
            : throw ToolException.Usage(string.Create(
                CultureInfo.InvariantCulture, $"{columns} columns of {grid.Count} bands are too many: choose a longer --every, wider bands or a smaller --range"));
    }

    /// <summary>Puts down all columns that end before a moment.</summary>
    public void Reach(long timeUnixMs)
    {
        while (timeUnixMs >= _start + _interval)
        {
            Append();
        }
    }

    /// <summary>The mark went from low to high.</summary>
    public void Marked(double low, double high) => (_low, _high) = (Math.Min(_low, low), Math.Max(_high, high));

    /// <summary>The columns that have ended.</summary>
    public LiquidationHeatMap SoFar() => _builder.ToHeatMap();

    /// <summary>Puts the last column down.</summary>
    public LiquidationHeatMap Finish()
    {
        Append();
        return _builder.ToHeatMap();
    }

    private void Append()
    {
        _builder.Append(_start, _map.View, _low, _high);
        _start += _interval;
        (_low, _high) = (_map.MarkPrice, _map.MarkPrice);
    }
}
