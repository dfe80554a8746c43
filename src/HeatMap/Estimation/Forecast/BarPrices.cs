using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>The prices of a bar that liquidate, checked: of the mark where it is known, else of trades.</summary>
internal readonly record struct BarPrices(double Low, double High, double Close)
{
    /// <summary>Reads a bar. The extremes hold the open and the close of their own kind of price.</summary>
    public static BarPrices Of(in MarketBar bar, string name)
    {
        if (!(Guard.IsPositive(bar.Open) && Guard.IsPositive(bar.Close) && bar.Low > 0 && bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close) && bar.High < double.PositiveInfinity))
        {
            Throw.Argument(name, FormattableString.Invariant($"a bar's prices must be finite and > 0, with open and close between low and high, were {bar.Open}, {bar.High}, {bar.Low}, {bar.Close}"));
        }

        double close = double.IsNaN(bar.MarkClose) ? bar.Close : bar.MarkClose, low = Math.Min(bar.LowestTrigger, close), high = Math.Max(bar.HighestTrigger, close);
        if (!(Guard.IsPositive(low) && Guard.IsPositive(high)))
        {
            Throw.Argument(name, FormattableString.Invariant($"a bar's mark prices must be finite and > 0, were {low} to {high}, closing at {close}"));
        }

        return new(low, high, close);
    }

    /// <summary>Where a bar begins.</summary>
    public static double OpenOf(in MarketBar bar) => double.IsNaN(bar.MarkOpen) ? bar.Open : bar.MarkOpen;
}
