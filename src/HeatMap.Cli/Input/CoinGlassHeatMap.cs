namespace HeatMap.Cli.Input;

/// <summary>A candle of the price beside a heat map.</summary>
/// <param name="TimeUnixMs">When it begins.</param>
/// <param name="Open">Quote per base.</param>
/// <param name="High">Quote per base.</param>
/// <param name="Low">Quote per base.</param>
/// <param name="Close">Quote per base.</param>
/// <param name="Volume">As the file has it; NaN where it has none.</param>
internal readonly record struct CoinGlassCandle(long TimeUnixMs, double Open, double High, double Low, double Close, double Volume);

/// <summary>What waits at a level in a column.</summary>
/// <param name="Column">Which candle, from 0.</param>
/// <param name="Level">Which price, from 0.</param>
/// <param name="Usd">In dollars; &gt; 0.</param>
internal readonly record struct CoinGlassCell(int Column, int Level, double Usd);

/// <summary>A heat map of CoinGlass: prices by candles, and dollars where they meet. Cells carry no side; it follows from the price of the candle.</summary>
internal sealed class CoinGlassHeatMap
{
    /// <summary>What its maps name as their source.</summary>
    public const string SourceName = "CoinGlass";

    /// <summary>What its amounts count.</summary>
    public const string Usd = "USD";

    private readonly CoinGlassCell[] _cells;
    private readonly int[] _starts;
    private readonly long? _updatedUnixMs;

    /// <param name="candles">Ascending in time.</param>
    /// <param name="prices">The levels, by the index that cells use; all different.</param>
    /// <param name="cells">In any order.</param>
    /// <param name="updatedUnixMs">When the file was made; null where it does not tell.</param>
    /// <exception cref="ArgumentException">The levels are too near to each other for any bands.</exception>
    public CoinGlassHeatMap(CoinGlassCandle[] candles, double[] prices, IEnumerable<CoinGlassCell> cells, long? updatedUnixMs)
    {
        (Candles, Prices, _updatedUnixMs) = (candles, prices, updatedUnixMs);
        _cells = [.. cells.OrderBy(static c => c.Column).ThenBy(static c => c.Level)];
        _starts = new int[candles.Length + 1];
        foreach (CoinGlassCell cell in _cells)
        {
            _starts[cell.Column + 1]++;
        }

        for (int i = 0; i < candles.Length; i++)
        {
            _starts[i + 1] += _starts[i];
        }

        double[] sorted = [.. prices.Order()];
        Grid = LevelGrid.For(sorted);
    }

    /// <summary>The candle of each column.</summary>
    public IReadOnlyList<CoinGlassCandle> Candles { get; }

    /// <summary>When each column begins, in milliseconds since 1970.</summary>
    public IEnumerable<long> TimesUnixMs => Candles.Select(static c => c.TimeUnixMs);

    /// <summary>The price of each level, in the order of the file.</summary>
    public IReadOnlyList<double> Prices { get; }

    /// <summary>All cells, by column.</summary>
    public ReadOnlySpan<CoinGlassCell> Cells => _cells;

    /// <summary>Bands of which each level has its own.</summary>
    public BandGrid Grid { get; }

    /// <summary>The cells of a column.</summary>
    public ReadOnlySpan<CoinGlassCell> CellsAt(int column) => _cells.AsSpan(_starts[column].._starts[column + 1]);

    /// <summary>The last column that begins at a moment or before; -1 where all begin after.</summary>
    public int ColumnAt(long timeUnixMs)
    {
        int column = Candles.Count - 1;
        while (column >= 0 && Candles[column].TimeUnixMs > timeUnixMs)
        {
            column--;
        }

        return column;
    }

    /// <summary>When everything that a column says was known: at the end of its candle, or when the file was made.</summary>
    public DateTimeOffset AsOf(int column)
    {
        long begin = Candles[column].TimeUnixMs;
        long end = column + 1 < Candles.Count ? Candles[column + 1].TimeUnixMs : begin + (column > 0 ? begin - Candles[column - 1].TimeUnixMs : 0);
        return DateTimeOffset.FromUnixTimeMilliseconds(_updatedUnixMs is { } updated && updated >= begin && updated < end ? updated : end);
    }

    /// <summary>The map of a column: what lies below the close of its candle waits for longs, what lies above for shorts. A level at the close is on neither side, and unplaced.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="grid">Its bands; null for <see cref="Grid"/>.</param>
    /// <param name="unit">What to call dollars.</param>
    public LiquidationMap MapAt(int column, BandGrid? grid = null, string unit = Usd)
    {
        ReadOnlySpan<CoinGlassCell> cells = CellsAt(column);
        var levels = new (double Price, double Usd)[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            levels[i] = (Prices[cells[i].Level], cells[i].Usd);
        }

        return MapOf(levels, Candles[column].Close, grid ?? Grid, unit, AsOf(column));
    }

    /// <summary>The maps of all columns, in the order of their times and on the same bands.</summary>
    public IEnumerable<(long TimeUnixMs, LiquidationMap Map)> Columns(BandGrid? grid = null, string unit = Usd) =>
        Enumerable.Range(0, Candles.Count).Select(c => (Candles[c].TimeUnixMs, MapAt(c, grid, unit)));

    /// <summary>The map of levels whose side follows from a price.</summary>
    internal static LiquidationMap MapOf(ReadOnlySpan<(double Price, double Usd)> levels, double spot, BandGrid grid, string unit, DateTimeOffset? asOf)
    {
        var prices = new double[levels.Length];
        var signed = new double[levels.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            (prices[i], signed[i]) = (levels[i].Price, levels[i].Price <= spot ? levels[i].Usd : -levels[i].Usd);
        }

        // A cell is not a position: nobody knows how many wait there.
        return LiquidationMap.Build(new PricedColumns(prices, signed), grid, spot, new() { Unit = unit, Counts = false }).From(new MapSource(SourceName, isModelled: true, asOf));
    }
}
