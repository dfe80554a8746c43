using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>What a bar must be to be read at all. Everything else is an issue, not an error.</summary>
internal static class BarDomain
{
    /// <summary>Refuses a bar that cannot be read.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="row">Its row, for the message; negative for a bar that comes alone.</param>
    public static void Require(in MarketBar bar, int row = -1)
    {
        Prices(row, isMark: false, bar.Open, bar.High, bar.Low, bar.Close);
        Prices(row, isMark: true, bar.MarkOpen, bar.MarkHigh, bar.MarkLow, bar.MarkClose);
        Quantity(row, nameof(bar.Volume), bar.Volume);
        Quantity(row, nameof(bar.TakerBuyVolume), bar.TakerBuyVolume);
        Quantity(row, nameof(bar.OpenInterest), bar.OpenInterest);
        Quantity(row, nameof(bar.LongLiquidations), bar.LongLiquidations);
        Quantity(row, nameof(bar.ShortLiquidations), bar.ShortLiquidations);
        if (double.IsInfinity(bar.FundingRate))
        {
            Refuse(row, nameof(bar.FundingRate), bar.FundingRate, "finite or NaN");
        }
    }

    /// <summary>Refuses a bar that an estimator cannot take after those that it has read.</summary>
    public static void RequireNext(in MarketBar bar, long? last, BandGrid grid)
    {
        Require(bar);
        if (bar.OpenTimeUnixMs <= last)
        {
            Throw.OutOfRange(nameof(bar.OpenTimeUnixMs), bar.OpenTimeUnixMs, FormattableString.Invariant($"after that of the bar before, {last}"));
        }

        RequireInside(grid, nameof(bar.Low), bar.Low);
        RequireInside(grid, nameof(bar.High), bar.High);
        RequireInside(grid, nameof(bar.MarkLow), bar.LowestTrigger);
        RequireInside(grid, nameof(bar.MarkHigh), bar.HighestTrigger);
        if (!double.IsNaN(bar.MarkClose))
        {
            RequireInside(grid, nameof(bar.MarkClose), bar.MarkClose);
        }
    }

    private static void RequireInside(BandGrid grid, string column, double price)
    {
        if (!(price >= grid.Lower && price < grid.Upper))
        {
            Throw.OutOfRange(column, price, FormattableString.Invariant($"inside the grid, from {grid.Lower} to {grid.Upper}"));
        }
    }

    private static void Prices(int row, bool isMark, double open, double high, double low, double close)
    {
        Price(row, isMark ? nameof(MarketBar.MarkLow) : nameof(MarketBar.Low), low, isMark);
        Price(row, isMark ? nameof(MarketBar.MarkHigh) : nameof(MarketBar.High), high, isMark);
        Price(row, isMark ? nameof(MarketBar.MarkOpen) : nameof(MarketBar.Open), open, isMark);
        Price(row, isMark ? nameof(MarketBar.MarkClose) : nameof(MarketBar.Close), close, isMark);

        // Written so that a price that is unknown passes.
        if (low > high)
        {
            Refuse(row, isMark ? nameof(MarketBar.MarkLow) : nameof(MarketBar.Low), low, FormattableString.Invariant($"at most the high, {high}"));
        }

        Between(row, isMark ? nameof(MarketBar.MarkOpen) : nameof(MarketBar.Open), open, low, high);
        Between(row, isMark ? nameof(MarketBar.MarkClose) : nameof(MarketBar.Close), close, low, high);
    }

    private static void Price(int row, string column, double value, bool isOptional)
    {
        if (!Guard.IsPositive(value) && !(isOptional && double.IsNaN(value)))
        {
            Refuse(row, column, value, isOptional ? "finite and > 0, or NaN" : "finite and > 0");
        }
    }

    private static void Between(int row, string column, double value, double low, double high)
    {
        if (value < low || value > high)
        {
            Refuse(row, column, value, FormattableString.Invariant($"from low to high, {low} to {high}"));
        }
    }

    private static void Quantity(int row, string column, double value)
    {
        if (value < 0 || double.IsPositiveInfinity(value))
        {
            Refuse(row, column, value, "finite and >= 0, or NaN");
        }
    }

    private static void Refuse(int row, string column, double value, string allowed)
    {
        if (row < 0)
        {
            Throw.OutOfRange(column, value, allowed);
        }

        Throw.Row(column, row, value, allowed);
    }
}
