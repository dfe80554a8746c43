using HeatMap.Cli.Replaying;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Executed liquidations for people: a ladder with both sides in every row, and what stands beside it.</summary>
internal sealed class RealizedTable
{
    private const int MostRows = 32;
    private const string LongStyle = "darkorange", ShortStyle = "dodgerblue2";

    private readonly RealizedResult _result;
    private readonly LiquidationMap _executed;
    private readonly IAnsiConsole _console;

    private RealizedTable(RealizedResult result, IAnsiConsole console) => (_result, _executed, _console) = (result, result.Executed, console);

    public static void Write(RealizedResult result, IAnsiConsole console)
    {
        var table = new RealizedTable(result, console);
        table.WriteTitle();
        table.WriteRows();
        table.WriteRest();
    }

    private void WriteTitle()
    {
        string name = _result.Symbol is { Length: > 0 } symbol ? OriginText.Shorten(symbol, 40) + " executed liquidations" : "Executed liquidations";
        Line($"[bold]{Markup.Escape(name)}[/]{(_result is { StartUnixMs: { } start, EndUnixMs: { } end } ? $", {ReplayTable.Time(start)} to {ReplayTable.Time(end)} UTC" : "")}");
        SideTally total = _executed.Total;
        string unit = Markup.Escape(OriginText.Shorten(_executed.Unit ?? "quote", 12));
        Line($"[{LongStyle}]longs[/] {CompactNumber.Notional(total.Long)} in {Count(total.LongCount)}, [{ShortStyle}]shorts[/] {CompactNumber.Notional(total.Short)} in {Count(total.ShortCount)}, {unit}");
        if (_result.Standing is { } standing)
        {
            Line(Markup.Escape($"beside what stands: {OriginText.Of(standing)}, mark {CompactNumber.Price(standing.MarkPrice)}"));
        }

        Line("");
    }

    /// <summary>Joins bands from the lowest to the highest that were hit, so that there are at most <see cref="MostRows"/>.</summary>
    private void WriteRows()
    {
        BandGrid grid = _executed.Grid;
        int[] hit = [.. Enumerable.Range(0, grid.Count).Where(i => _executed[i].Count > 0)];
        if (hit.Length == 0)
        {
            Line("nothing was liquidated in the window");
            return;
        }

        int first = hit[0], bands = hit[^1] - first + 1, each = (bands + MostRows - 1) / MostRows;
        Row[] rows = [.. Enumerable.Range(0, (bands + each - 1) / each).Select(r => RowOf(first + (r * each), Math.Min(first + ((r + 1) * each), first + bands))).Reverse()];
        double longest = rows.Max(static r => r.Executed.Notional);
        int width = rows.Max(static r => Math.Max(r.Low.Length, r.High.Length));
        string beside = _result.Standing is null ? "" : $"{"wait long",11}{"wait short",11}";
        Line($"{"from".PadLeft(width)}   {"to".PadLeft(width)}{"longs",10}{"shorts",10}{beside}");
        foreach (Row row in rows)
        {
            string waiting = row.Standing is { } s ? $" {Cell(s.Long)} {Cell(s.Short)}" : "";
            string numbers = $"{row.Low.PadLeft(width)} – {row.High.PadLeft(width)}{Cell(row.Executed.Long)}{Cell(row.Executed.Short)}{waiting}  ";
            int room = Math.Max(1, _console.Profile.Width - 1 - numbers.Length);
            int bar = row.Executed.Notional == 0 ? 0 : Math.Max(1, (int)Math.Round(room * row.Executed.Notional / longest));
            int longs = row.Executed.Notional == 0 ? 0 : (int)Math.Round(bar * row.Executed.Long / row.Executed.Notional);
            Line($"{numbers}[{LongStyle}]{new string('█', longs)}[/][{ShortStyle}]{new string('█', bar - longs)}[/]");
        }
    }

    private void WriteRest()
    {
        Tail("below", _executed.Below, _executed.Grid.Lower);
        Tail("above", _executed.Above, _executed.Grid.Upper);
    }

    private void Tail(string where, SideTally tally, double edge)
    {
        if (tally.Count > 0)
        {
            Line($"{where} {CompactNumber.Edge(edge, _executed.Grid)}, outside the window: longs {CompactNumber.Notional(tally.Long)}, shorts {CompactNumber.Notional(tally.Short)}");
        }
    }

    private Row RowOf(int from, int end)
    {
        SideTally executed = default, standing = default;
        for (int band = from; band < end; band++)
        {
            executed += _executed[band];
            standing += _result.Standing?[band] ?? default;
        }

        BandGrid grid = _executed.Grid;
        return new(CompactNumber.Edge(grid.LowerEdge(from), grid), CompactNumber.Edge(grid.UpperEdge(end - 1), grid), executed, _result.Standing is null ? null : standing);
    }

    private static string Cell(double notional) => (notional == 0 ? "" : CompactNumber.Notional(notional)).PadLeft(10);

    private static string Count(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "order" : "orders")}");

    private void Line(string markup) => _console.MarkupLine(markup);

    private readonly record struct Row(string Low, string High, SideTally Executed, SideTally? Standing);
}
