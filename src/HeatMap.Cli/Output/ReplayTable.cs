using HeatMap.Cli.Input;
using HeatMap.Cli.Replaying;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A replay for people: what was forced, the map at the end, and where everything came from and went.</summary>
internal static class ReplayTable
{
    private const int MostOrders = 60;
    private const int NameWidth = 14;

    /// <summary>The whole replay.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="console">Where to.</param>
    /// <param name="showOrders">Whether the orders have not been told yet.</param>
    public static void Write(ReplayResult result, IAnsiConsole console, bool showOrders)
    {
        if (showOrders)
        {
            WriteOrders(result.Orders, console);
        }

        MapLadder.Write(new(result.Map, result.Symbol, result.Skipped), console);
        console.WriteLine("");
        WriteSummary(result, console);
    }

    /// <summary>One order as a line of text.</summary>
    public static string LineOf(ReplayedOrder order)
    {
        string side = order.Order.Side == Side.Long ? "long" : "short", name = OriginText.Shorten(order.Position, NameWidth);
        return $"{Time(order.TimeUnixMs)}  {name,-NameWidth} {side,-5} {Numbers.Price(order.Order.Price),12} {CompactNumber.Notional(order.Order.Notional),9}";
    }

    /// <summary>A moment as people read it.</summary>
    public static string Time(long timeUnixMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeUnixMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void WriteOrders(IReadOnlyList<ReplayedOrder> orders, IAnsiConsole console)
    {
        if (orders.Count == 0)
        {
            return;
        }

        console.WriteLine($"{"forced orders (UTC)",-21}{"position",-NameWidth} {"side",-5} {"price",12} {"notional",9}");
        foreach (ReplayedOrder order in orders.Take(MostOrders))
        {
            console.WriteLine(LineOf(order));
        }

        if (orders.Count > MostOrders)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{orders.Count - MostOrders} more: see --format csv"));
        }

        console.WriteLine("");
    }

    private static void WriteSummary(ReplayResult result, IAnsiConsole console)
    {
        if (result.StartUnixMs is not { } start || result.EndUnixMs is not { } end)
        {
            console.WriteLine("no events");
            return;
        }

        console.WriteLine($"{Time(start)} to {Time(end)} UTC");
        string counts = string.Join(", ", result.Counts.Select(static c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key.ToString().ToLowerInvariant()}")));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Counts.Values.Sum()} events: {counts}"));
        if (result.Late > 0)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Late} of them of positions that a mark had liquidated before"));
        }

        string unit = Message.Printable(result.Map.Unit ?? "quote");
        console.WriteLine("");
        console.WriteLine($"{OriginText.Shorten("in " + unit, 16),-16}{"long",10}{"positions",11}{"short",12}{"positions",11}");
        LivingLedger ledger = result.Ledger;
        foreach ((string what, SideTally tally, bool counted) in ((string, SideTally, bool)[])
            [("opened", ledger.Opened, true), ("+ revalued", ledger.Revalued, false), ("- closed", ledger.Closed, true), ("- liquidated", ledger.Liquidated, true), ("= open", ledger.Live, true)])
        {
            string longs = counted ? tally.LongCount.ToString(CultureInfo.InvariantCulture) : "", shorts = counted ? tally.ShortCount.ToString(CultureInfo.InvariantCulture) : "";
            console.WriteLine($"{what,-16}{CompactNumber.Notional(tally.Long),10}{longs,11}{CompactNumber.Notional(tally.Short),12}{shorts,11}");
        }

        if (result.UncoveredFunding > 0)
        {
            console.WriteLine($"funding that margins could not pay: {CompactNumber.Notional(result.UncoveredFunding)}");
        }
    }
}
