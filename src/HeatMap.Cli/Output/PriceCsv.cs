using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Output;

/// <summary>Prices as CSV: a line a position.</summary>
internal static class PriceCsv
{
    public static void Write(IReadOnlyList<PricedRow> rows, TextWriter writer)
    {
        writer.Write("row,symbol,side,liquidation_price,bankruptcy_price,distance_percent,tier,reason\n");
        foreach (PricedRow row in rows)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Record.Row},{CsvText.Cell(row.Symbol)},{row.Side},{Numbers.Cell(row.LiquidationPrice)},{Numbers.Cell(row.BankruptcyPrice)},{Numbers.Cell(row.DistancePercent)},{row.Tier},{row.Reason}\n"));
        }
    }
}
