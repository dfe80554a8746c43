using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Output;

/// <summary>A replay as CSV: a line an order that was forced.</summary>
internal static class ReplayCsv
{
    public static void Write(ReplayResult result, TextWriter writer)
    {
        writer.Write("time_unix_ms,id,side,price,quantity,notional\n");
        foreach (ReplayedOrder order in result.Orders)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{order.TimeUnixMs},{CsvText.Cell(order.Position)},{(order.Order.Side == Side.Long ? "long" : "short")},{order.Order.Price},{order.Order.Quantity},{order.Order.Notional}\n"));
        }
    }
}
