using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Charts.Heat;

/// <summary>All that a picture of a heat map shows, in whatever form it is drawn.</summary>
internal sealed class HeatScene
{
    /// <summary>More marks than this hide the map: the largest are drawn, and the words say so.</summary>
    public const int MostMarks = 5000;

    /// <summary>A page holds each layer by itself while that is cheap.</summary>
    private const int MostLayerCells = 600_000;

    public HeatScene(LiquidationHeatMap map, HeatMapChartOptions options)
    {
        (Map, Options) = (map, options);
        Cells = HeatCells.Of(map);
        Layers = map.Layers.Length > 1 && (long)map.Layers.Length * map.ColumnCount * map.Grid.Count <= MostLayerCells ? [.. Enumerable.Range(0, map.Layers.Length).Select(i => (map.Layers[i].Name, HeatCells.Of(map, i)))] : [];
        Candles = options.Bars.IsDefaultOrEmpty ? FromPath(map) : FromBars(options.Bars.AsSpan());
        HeatMark[] marks = [.. Marks()];
        AllMarks = marks.Length;
        DrawnMarks = marks.Length <= MostMarks ? marks : [.. marks.OrderByDescending(static m => m.Notional).Take(MostMarks).OrderBy(static m => m.TimeUnixMs)];
        Array.Sort(DrawnMarks, static (a, b) => a.TimeUnixMs.CompareTo(b.TimeUnixMs));
    }

    public LiquidationHeatMap Map { get; }

    public HeatMapChartOptions Options { get; }

    public HeatCells Cells { get; }

    public (string Name, HeatCells Cells)[] Layers { get; }

    public HeatCandle[] Candles { get; }

    public HeatMark[] DrawnMarks { get; }

    public int AllMarks { get; }

    /// <summary>Whether candles come from the map's own path, whose opens are the closes before.</summary>
    public bool IsPath => Options.Bars.IsDefaultOrEmpty;

    public double CandleMs => IsPath ? Map.Interval.TotalMilliseconds : Options.Bars.Length > 1 ? Options.Bars[1].OpenTimeUnixMs - Options.Bars[0].OpenTimeUnixMs : Map.Interval.TotalMilliseconds;

    public bool IsStanding => Map.Kind == HeatMapKind.Standing;

    /// <summary>The greatest cell, both sides together; zero where all are empty.</summary>
    public double Greatest
    {
        get
        {
            double most = 0;
            for (int i = 0; i < Cells.Long.Length; i++)
            {
                most = Math.Max(most, (double)Cells.Long[i] + Cells.Short[i]);
            }

            return most;
        }
    }

    /// <summary>The prices to begin with: those that are asked for, or the candles with room around them, and more where most of the notional lies beyond; never beyond the window.</summary>
    public (double Low, double High) View
    {
        get
        {
            if (Options.View is { } asked)
            {
                return (Math.Max(asked.Low, Map.Grid.Lower), Math.Min(asked.High, Map.Grid.Upper));
            }

            (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (HeatCandle candle in Candles)
            {
                (low, high) = (Math.Min(low, candle.Low), Math.Max(high, candle.High));
            }

            double[] edges = Cells.PriceEdges;
            if (!(low <= high) || low >= edges[^1] || high <= edges[0])
            {
                // No price, or none within the window.
                return (edges[0], edges[^1]);
            }

            double room = Math.Max(0.6 * (high - low), 0.06 * high);
            return Widened(Math.Max(edges[0], low - room), Math.Min(edges[^1], high + room));
        }
    }

    /// <summary>What lies in no band that reaches into a range of prices: the most at one time of what stands, the sum of what was executed.</summary>
    public double NotionalOutside(double low, double high)
    {
        ReadOnlySpan<double> edges = Map.Grid.Edges;
        var units = new long[Map.Grid.Count];
        double outside = 0;
        for (int column = 0; column < Map.ColumnCount; column++)
        {
            double sum = (Map.Below(column) + Map.Above(column)).Notional;
            for (int part = 0; part < 2 * Map.Layers.Length; part++)
            {
                Map.CopyUnits(column, part % 2 == 0 ? Side.Long : Side.Short, part / 2, units);
                for (int band = 0; band < units.Length; band++)
                {
                    sum += edges[band + 1] > low && edges[band] < high ? 0 : units[band] * Map.Quantum;
                }
            }

            outside = IsStanding ? Math.Max(outside, sum) : outside + sum;
        }

        return outside;
    }

    /// <summary>Rows are added on both sides until the view holds three fifths of all notional.</summary>
    private (double Low, double High) Widened(double low, double high)
    {
        double[] edges = Cells.PriceEdges, rows = new double[Cells.Rows];
        double all = 0, within = 0;
        for (int i = 0; i < Cells.Long.Length; i++)
        {
            rows[i % rows.Length] += (double)Cells.Long[i] + Cells.Short[i];
        }

        for (int row = 0; row < rows.Length; row++)
        {
            all += rows[row];
            within += edges[row] >= low && edges[row + 1] <= high ? rows[row] : 0;
        }

        int below = Array.FindLastIndex(edges, e => e <= low), above = Array.FindIndex(edges, e => e >= high);
        (below, above) = (Math.Max(below, 0), above < 0 ? rows.Length : above);
        if (within >= 0.6 * all && low < high)
        {
            return (low, high);
        }

        while (within < 0.6 * all && (below > 0 || above < rows.Length))
        {
            within += below > 0 ? rows[--below] : 0;
            within += above < rows.Length ? rows[above++] : 0;
        }

        return (edges[below], edges[Math.Max(above, below + 1)]);
    }

    private static HeatCandle[] FromBars(ReadOnlySpan<MarketBar> bars)
    {
        var candles = new HeatCandle[bars.Length];
        for (int i = 0; i < candles.Length; i++)
        {
            MarketBar bar = bars[i];
            candles[i] = new(bar.OpenTimeUnixMs, bar.Open, bar.High, bar.Low, bar.Close, bar.OpenInterest * bar.Close);
        }

        return candles;
    }

    private static HeatCandle[] FromPath(LiquidationHeatMap map)
    {
        var candles = new List<HeatCandle>();
        double before = double.NaN;
        for (int column = 0; column < map.ColumnCount; column++)
        {
            MarkPath path = map.PathOf(column);
            if (!path.IsKnown)
            {
                before = double.NaN;
                continue;
            }

            double open = double.IsNaN(before) ? path.Last : Math.Clamp(before, path.Low, path.High);
            candles.Add(new(map.ColumnStartUnixMs(column), open, path.High, path.Low, path.Last, double.NaN));
            before = path.Last;
        }

        return [.. candles];
    }

    private IEnumerable<HeatMark> Marks()
    {
        if (!Options.Prints.IsDefaultOrEmpty)
        {
            foreach (LiquidationPrint print in Options.Prints)
            {
                yield return new(print.TimeUnixMs, print.Price, print.Side, print.Notional);
            }
        }

        if (Options.Executed is not { } executed)
        {
            yield break;
        }

        HeatCells cells = HeatCells.Of(executed);
        for (int i = 0; i < cells.Long.Length; i++)
        {
            foreach ((Side side, float notional) in ((Side, float)[])[(Side.Long, cells.Long[i]), (Side.Short, cells.Short[i])])
            {
                if (notional > 0)
                {
                    int row = i % cells.Rows;
                    yield return new(cells.StartUnixMs + (cells.IntervalMs * ((i / cells.Rows) + 0.5)), 0.5 * (cells.PriceEdges[row] + cells.PriceEdges[row + 1]), side, notional);
                }
            }
        }
    }
}
