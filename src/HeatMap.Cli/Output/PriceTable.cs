using HeatMap.Cli.Pricing;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Prices for people.</summary>
internal static class PriceTable
{
    public static void Write(IReadOnlyList<PricedRow> rows, IAnsiConsole console)
    {
        var table = new PositionTable("liquidation", "bankruptcy", "distance", "tier");
        foreach (PricedRow row in rows)
        {
            table.AddRow(
                row,
                row.Reason ?? Numbers.Price(row.LiquidationPrice),
                Numbers.Price(row.BankruptcyPrice),
                Numbers.Percent(row.DistancePercent),
                row.Tier?.ToString(CultureInfo.InvariantCulture) ?? "");
        }

        table.Write(console);
        if (rows.Count == 0)
        {
            console.WriteLine("no positions");
        }
    }
}
