using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.Statistics;

namespace HeatMap.Benchmarks;

/// <summary>
/// What one would do without the library: none of them checks a row, and all take the tier at the entry value, which is simpler than the one that holds at the price. The query and the dictionary add
/// decimals, as code about money does.
/// </summary>
internal static class Baselines
{
    /// <summary>The bound of every other form: the same columns, read once and added up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double ReadOnly(PositionColumns columns)
    {
        ref readonly double entry = ref columns.EntryPrice[0], quantity = ref columns.SignedQuantity[0], margin = ref columns.Margin[0];
        Vector512<double> a = default, b = default, c = default;
        for (nuint i = 0; i + 8 <= (nuint)columns.Count; i += 8)
        {
            a += Vector512.LoadUnsafe(in entry, i);
            b += Vector512.LoadUnsafe(in quantity, i);
            c += Vector512.LoadUnsafe(in margin, i);
        }

        return Vector512.Sum(a + b + c);
    }

    /// <summary>A plain loop: the tier from the entry value and its bounds, doubles, a multiplication for the band.</summary>
    public static double[] PlainLoop(PositionColumns columns, BandGrid grid, ReadOnlySpan<RiskTier> tiers)
    {
        int bands = grid.Count;
        var cells = new double[2 * (bands + 2)];
        double lower = grid.Lower, perPrice = 1 / grid.Step;
        for (int i = 0; i < columns.Count; i++)
        {
            (double price, double q) = Price(columns, tiers, i);
            int band = (int)Math.Clamp(Math.Floor((price - lower) * perPrice), -1, bands) + 1;
            cells[(q > 0 ? 0 : bands + 2) + band] += Math.Abs(q) * price;
        }

        return cells;
    }

    /// <summary>The same for geometric bands, by a logarithm.</summary>
    public static double[] LogLoop(PositionColumns columns, BandGrid grid, ReadOnlySpan<RiskTier> tiers)
    {
        int bands = grid.Count;
        var cells = new double[2 * (bands + 2)];
        double lower = grid.Lower, perLog = 1 / Math.Log(1 + grid.Step);
        for (int i = 0; i < columns.Count; i++)
        {
            (double price, double q) = Price(columns, tiers, i);
            int band = price <= 0 ? 0 : (int)Math.Clamp(Math.Floor(Math.Log(price / lower) * perLog), -1, bands) + 1;
            cells[(q > 0 ? 0 : bands + 2) + band] += Math.Abs(q) * price;
        }

        return cells;
    }

    public static Dictionary<(bool, int), decimal> DictionaryLoop(PositionColumns columns, BandGrid grid, ReadOnlySpan<RiskTier> tiers)
    {
        var cells = new Dictionary<(bool, int), decimal>();
        for (int i = 0; i < columns.Count; i++)
        {
            (double price, double q) = Price(columns, tiers, i);
            (bool, int) key = (q > 0, (int)Math.Floor(price / grid.Step));
            cells.TryGetValue(key, out decimal sum);
            cells[key] = sum + (decimal)(Math.Abs(q) * price);
        }

        return cells;
    }

    /// <summary>What most people write first: objects, a query, a group for each band.</summary>
    public static Dictionary<(bool, int), decimal> LinqGroupBy(IEnumerable<Row> rows, BandGrid grid, RiskTier[] tiers) => rows
        .Select(r => (r.IsLong, Price: Price(r, tiers), r.Quantity))
        .Where(static r => r.Price > 0)
        .GroupBy(r => (r.IsLong, (int)Math.Floor(r.Price / grid.Step)))
        .ToDictionary(static g => g.Key, static g => g.Sum(static r => (decimal)(r.Quantity * r.Price)));

    /// <summary>MathNet's histogram of the prices, which counts positions and knows no weights.</summary>
    public static Histogram MathNetHistogram(PositionColumns columns, BandGrid grid, MarginRules rules, double[] prices)
    {
        Liquidation.Prices(columns, rules, prices);
        return new(prices.Where(static p => !double.IsNaN(p)), grid.Count, grid.Lower, grid.Upper);
    }

    private static double Price(Row r, RiskTier[] tiers)
    {
        double side = r.IsLong ? 1 : -1;
        RiskTier tier = tiers.Last(t => t.Floor <= r.Quantity * r.Entry);
        return ((side * r.Quantity * r.Entry) - r.Margin - tier.Deduction) / (r.Quantity * (side - tier.MaintenanceRate));
    }

    private static (double Price, double Quantity) Price(PositionColumns columns, ReadOnlySpan<RiskTier> tiers, int i)
    {
        double q = columns.SignedQuantity[i];
        return (Price(columns.EntryPrice[i], q, columns.Margin[i], tiers), q);
    }

    public static double Price(double entry, double q, double margin, ReadOnlySpan<RiskTier> tiers)
    {
        double value = q * entry, size = Math.Abs(value), free = value - margin;
        int t = 0;
        while (t + 1 < tiers.Length && size >= tiers[t + 1].Floor)
        {
            t++;
        }

        return (free - tiers[t].Deduction) / (q - (Math.Abs(q) * tiers[t].MaintenanceRate));
    }

    public sealed record Row(bool IsLong, double Quantity, double Entry, double Margin);
}
