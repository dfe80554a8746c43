using HeatMap.Cli.Mapping;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A difference for people: the bands that differ most, in the order of their prices, then the sums of every part.</summary>
internal static class DifferenceTable
{
    private const int MaxBands = 28;

    public static void Write(LoadedDifference loaded, IAnsiConsole console)
    {
        MapDifference difference = loaded.Difference;
        string name = loaded.Symbol is { Length: > 0 } symbol ? OriginText.Shorten(symbol, 40) + " difference" : "Difference";
        string unit = OriginText.Shorten(difference.Unit ?? "quote", 12);
        console.WriteLine($"{name} in {unit}, mark {CompactNumber.Price(difference.MarkPrice)}{OtherMark(difference)}");
        console.WriteLine($"{Cut(loaded.Left)}, less");
        console.WriteLine(Cut(loaded.Right));
        console.WriteLine("");
        if (difference.IsZero)
        {
            console.WriteLine("no difference in any part");
            return;
        }

        int[] differing = [.. Enumerable.Range(0, difference.Grid.Count).Where(i => Weight(difference[i]) > 0)];
        int[] shown = [.. differing.OrderByDescending(i => Weight(difference[i])).ThenBy(static i => i).Take(MaxBands).OrderDescending()];
        var table = new Table().Border(TableBorder.None);
        foreach (string column in (string[])["from", "to", "long", "short"])
        {
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) }.RightAligned());
        }

        foreach (int band in shown)
        {
            Add(table, CompactNumber.Edge(difference.Grid.LowerEdge(band), difference.Grid), CompactNumber.Edge(difference.Grid.UpperEdge(band), difference.Grid), difference[band]);
        }

        Add(table, "in", "bands", difference.InBands);
        Add(table, "below", "them", difference.Below);
        Add(table, "above", "them", difference.Above);
        Add(table, "in no", "band", difference.Unplaced.Total);
        Add(table, "", "total", difference.Total);
        console.Write(table);
        if (differing.Length > shown.Length)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{differing.Length - shown.Length} bands more differ by less: see --format csv"));
        }
    }

    private static string OtherMark(MapDifference difference) =>
        difference.OtherMarkPrice.Equals(difference.MarkPrice) ? "" : $" less mark {CompactNumber.Price(difference.OtherMarkPrice)}";

    private static string Cut(LiquidationMap map) => OriginText.Shorten(OriginText.Of(map), 72);

    private static Int128 Weight(SideTally tally) => Int128.Abs(tally.LongUnits) + Int128.Abs(tally.ShortUnits);

    private static void Add(Table table, string from, string to, SideTally tally) =>
        table.AddRow(new Text(from), new Text(to), new Text(Signed(tally.Long)), new Text(Signed(tally.Short)));

    private static string Signed(double notional) => notional > 0 ? "+" + CompactNumber.Notional(notional) : CompactNumber.Notional(notional);
}
