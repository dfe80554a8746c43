using HeatMap.Cli.Mapping;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>The map for people: the mark in the middle, shorts above, longs below, then the hottest bands and what is in none.</summary>
internal sealed class MapLadder
{
    private const int RowsPerSide = 14;
    private const int HottestBands = 5;
    private const string LongStyle = "darkorange", ShortStyle = "dodgerblue2", FaintStyle = "grey";

    private readonly LoadedMap _loaded;
    private readonly LiquidationMap _map;
    private readonly IAnsiConsole _console;
    private readonly string _unit;

    private MapLadder(LoadedMap loaded, IAnsiConsole console)
    {
        _loaded = loaded;
        _map = loaded.Map;
        _console = console;
        _unit = _map.Unit ?? "quote";
    }

    public static void Write(LoadedMap loaded, IAnsiConsole console)
    {
        var ladder = new MapLadder(loaded, console);
        ladder.WriteTitle();
        ladder.WriteRows();
        ladder.WriteHottest();
        ladder.WriteRest();
        ladder.WriteLayers();
    }

    private void WriteTitle()
    {
        SideTally total = _map.Total;
        string name = _loaded.Symbol is { Length: > 0 } symbol ? $"[bold]{Markup.Escape(OriginText.Shorten(symbol, 40))}[/] liquidation map" : "Liquidation map";
        Line($"{name}, mark [bold]{CompactNumber.Price(_map.MarkPrice)}[/]");
        Line($"{(_map.HasCounts ? Rows(total.Count) : "positions")}, worth {CompactNumber.Notional(total.Notional)} {Markup.Escape(OriginText.Shorten(_unit, 12))} where they would be closed");
        Line(Markup.Escape(OriginText.Of(_map)));
        Line("");
    }

    private void WriteRows()
    {
        BandGrid grid = _map.Grid;
        int mark = grid.IndexOf(_map.MarkPrice);
        Row[] above = Rows(Side.Short, Math.Max(mark, 0), grid.Count, 1);

        // Where the mark lies on an edge, the band above it holds nothing below the mark.
        bool onEdge = mark >= 0 && mark < grid.Count && grid.LowerEdge(mark) == _map.MarkPrice;
        int highest = Math.Min(onEdge ? mark - 1 : mark, grid.Count - 1);
        Row[] below = Rows(Side.Long, highest, -1, -1);
        double longest = above.Concat(below).Select(static r => r.Notional).DefaultIfEmpty(0).Max();
        int priceWidth = above.Concat(below).SelectMany(static r => new[] { r.Low, r.High }).Select(p => Price(p).Length).DefaultIfEmpty(6).Max();

        Line($"[{FaintStyle}]{"from".PadLeft(priceWidth)}   {"to".PadLeft(priceWidth)}  distance  notional  count[/]");
        WriteTail("above", _map.Above, grid.Upper, above.Length > 0);
        foreach (Row row in above.Reverse())
        {
            WriteRow(row, ShortStyle, longest, priceWidth);
        }

        string label = $" mark {CompactNumber.Price(_map.MarkPrice)} ";
        int width = _console.Profile.Width - 1;
        Line($"[bold]{new string('─', priceWidth + 1)}{label}{new string('─', Math.Max(0, width - priceWidth - 1 - label.Length))}[/]");
        foreach (Row row in below)
        {
            WriteRow(row, LongStyle, longest, priceWidth);
        }

        WriteTail("below", _map.Below, grid.Lower, below.Length > 0);
        Line("");
        SideTally inBands = _map.InBands;
        Line($"[{ShortStyle}]shorts above[/] {CompactNumber.Notional(inBands.Short)}{InRows(inBands.ShortCount)}, [{LongStyle}]longs below[/] {CompactNumber.Notional(inBands.Long)}{InRows(inBands.LongCount)}");
        WriteCrossed(highest + 1, Math.Clamp(mark, 0, grid.Count));
    }

    /// <summary>What an earlier mark placed and the present one has passed: counted in the sums, but in no row of its side.</summary>
    /// <param name="firstAbove">The lowest band with nothing below the mark.</param>
    /// <param name="firstShort">The lowest band with shorts above the mark.</param>
    private void WriteCrossed(int firstAbove, int firstShort)
    {
        SideTally above = default, below = default;
        for (int band = firstAbove; band < _map.Grid.Count; band++)
        {
            above += _map[band];
        }

        for (int band = 0; band < firstShort; band++)
        {
            below += _map[band];
        }

        if (above.LongUnits > 0 || below.ShortUnits > 0)
        {
            Line($"  of them past this mark: [{ShortStyle}]shorts[/] {CompactNumber.Notional(below.Short)}{InRows(below.ShortCount)}, [{LongStyle}]longs[/] {CompactNumber.Notional(above.Long)}{InRows(above.LongCount)}");
        }
    }

    /// <summary>
    /// Joins bands from the mark outward, up to the farthest that holds anything, so that a side has at most <see cref="RowsPerSide"/> rows.
    /// Each row has one side: nothing long is above the mark, nothing short below.
    /// </summary>
    private Row[] Rows(Side side, int from, int end, int step)
    {
        int far = from;
        for (int band = from; band != end; band += step)
        {
            SideTally tally = _map[band];
            far = (side == Side.Long ? tally.LongUnits : tally.ShortUnits) > 0 ? band + step : far;
        }

        int bands = Math.Abs(far - from), each = (bands + RowsPerSide - 1) / RowsPerSide;
        var rows = new List<Row>();
        for (int band = from; band != far;)
        {
            SideTally sum = default;
            int first = band, last = band;
            for (int i = 0; i < each && band != far; i++, last = band, band += step)
            {
                sum += _map[band];
                last = band;
            }

            (int low, int high) = step > 0 ? (first, last) : (last, first);
            rows.Add(new(
                step > 0 && rows.Count == 0 ? Math.Max(_map.MarkPrice, _map.Grid.LowerEdge(low)) : _map.Grid.LowerEdge(low),
                step < 0 && rows.Count == 0 ? Math.Min(_map.MarkPrice, _map.Grid.UpperEdge(high)) : _map.Grid.UpperEdge(high),
                side == Side.Long ? sum.Long : sum.Short,
                side == Side.Long ? sum.LongCount : sum.ShortCount));
        }

        return [.. rows];
    }

    private void WriteRow(Row row, string style, double longest, int priceWidth)
    {
        double middle = row.Low + ((row.High - row.Low) / 2);
        string numbers = $"{Price(row.Low).PadLeft(priceWidth)} – {Price(row.High).PadLeft(priceWidth)} {Distance(middle),9} {(row.IsEmpty ? "" : CompactNumber.Notional(row.Notional)),9} {(row.Count == 0 ? "" : row.Count),6} ";
        int room = _console.Profile.Width - 1 - numbers.Length;
        int bar = row.Notional == 0 ? 0 : Math.Max(1, (int)Math.Round(room * row.Notional / longest));
        Line($"{numbers}[{style}]{new string('█', bar)}[/]");
    }

    /// <summary>What is beyond an edge of the window, a line for each side that has any.</summary>
    private void WriteTail(string where, SideTally tally, double edge, bool hasRows)
    {
        WriteTail(where, "short", ShortStyle, tally.Short, tally.ShortCount, edge);
        WriteTail(where, "long", LongStyle, tally.Long, tally.LongCount, edge);
        if (tally.Count == 0 && tally.Notional == 0 && !hasRows)
        {
            Line($"[{FaintStyle}]nothing {where} the mark[/]");
        }
    }

    private void WriteTail(string where, string side, string style, double notional, long count, double edge)
    {
        if (count > 0 || notional > 0)
        {
            Line($"[{style}]{where} {Price(edge)}[/]: {side} {CompactNumber.Notional(notional)}{InRows(count)}, outside the window");
        }
    }

    private void WriteHottest()
    {
        int[] hottest = _map.HottestBands(HottestBands);
        if (hottest.Length == 0)
        {
            Line(_map.Below.Count + _map.Above.Count > 0 || _map.Below.Notional + _map.Above.Notional > 0 ? $"[{FaintStyle}]the window holds nothing: choose another with --range LOW:HIGH[/]" : "");
            return;
        }

        Line("");
        Line("hottest bands");
        int width = hottest.Max(i => Math.Max(Price(_map.Grid.LowerEdge(i)).Length, Price(_map.Grid.UpperEdge(i)).Length));
        foreach (int i in hottest)
        {
            (PriceBand band, SideTally tally) = (_map.Grid[i], _map[i]);
            string distance = band.Lower <= _map.MarkPrice && _map.MarkPrice < band.Upper ? "mark" : Distance(band.Middle);
            Line($"  {Price(band.Lower).PadLeft(width)} – {Price(band.Upper).PadLeft(width)} {distance,9} {CompactNumber.Notional(tally.Notional),9} {(_map.HasCounts ? tally.Count : ""),6} {Sides(tally)}");
        }
    }

    private static string Sides(SideTally tally) => (tally.LongUnits > 0, tally.ShortUnits > 0) switch
    {
        (true, false) => $"[{LongStyle}]long[/]",
        (false, true) => $"[{ShortStyle}]short[/]",
        _ => $"[{LongStyle}]long[/] and [{ShortStyle}]short[/]",
    };

    private void WriteRest()
    {
        SideTally unplaced = _map.Unplaced.Total;
        if (unplaced.Count > 0 || unplaced.Notional > 0)
        {
            Line("");
            Line("in no band");
            foreach ((UnplacedReason reason, _, string text) in Reasons.All)
            {
                SideTally tally = _map.Unplaced[reason];
                if (tally.Count > 0 || tally.Notional > 0)
                {
                    Line($"  {text}: {CompactNumber.Notional(tally.Notional)}{(tally.Count > 0 ? $" in {Rows(tally.Count)}" : "")}");
                }
            }
        }

        long skipped = _loaded.Skipped?.Values.Sum() ?? 0;
        if (skipped > 0)
        {
            Line($"  left out as bad: {Rows(skipped)}");
        }
    }

    private void WriteLayers()
    {
        if (_loaded.Layers is not { } layers)
        {
            return;
        }

        Line("");
        Line($"in layers{"long",23} {"short",9}");
        for (int i = 0; i < layers.Count; i++)
        {
            SideTally tally = layers[i].Total;
            Line($"  {layers.Names[i],-20} [{LongStyle}]{CompactNumber.Notional(tally.Long),9}[/] [{ShortStyle}]{CompactNumber.Notional(tally.Short),9}[/]{InRows(tally.Count)}");
        }
    }

    private string Price(double price) => price == _map.MarkPrice ? CompactNumber.Price(price) : CompactNumber.Edge(price, _map.Grid);

    private string Distance(double price) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * ((price / _map.MarkPrice) - 1):+0.0;-0.0;0.0} %");

    private void Line(string markup) => _console.Write(new Markup(markup + "\n") { Overflow = Overflow.Crop });

    /// <summary>The number of positions after their notional; nothing where the map has no counts.</summary>
    private string InRows(long count) => _map.HasCounts ? $" in {Rows(count)}" : "";

    private static string Rows(long count) => count == 1 ? "1 position" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} positions");

    private readonly record struct Row(double Low, double High, double Notional, long Count)
    {
        public bool IsEmpty => Notional == 0 && Count == 0;
    }
}
