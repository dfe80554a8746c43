using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>What must hold of any bar before anything is computed from it.</summary>
internal static class MarketBarCheck
{
    /// <summary>Refuses a bar whose prices contradict each other or whose quantities are no quantities.</summary>
    /// <exception cref="ArgumentException">The message names the number, its value and what is allowed.</exception>
    public static void Require(in MarketBar bar)
    {
        Guard.Positive(bar.Open, "bar.Open");
        Guard.Positive(bar.High, "bar.High");
        Guard.Positive(bar.Low, "bar.Low");
        Guard.Positive(bar.Close, "bar.Close");
        if (!(bar.Low <= Math.Min(bar.Open, bar.Close)))
        {
            Throw.OutOfRange("bar.Low", bar.Low, FormattableString.Invariant($"at most open and close ({bar.Open}, {bar.Close})"));
        }

        if (!(bar.High >= Math.Max(bar.Open, bar.Close)))
        {
            Throw.OutOfRange("bar.High", bar.High, FormattableString.Invariant($"at least open and close ({bar.Open}, {bar.Close})"));
        }

        Price(bar.MarkOpen, "bar.MarkOpen");
        Price(bar.MarkHigh, "bar.MarkHigh");
        Price(bar.MarkLow, "bar.MarkLow");
        Price(bar.MarkClose, "bar.MarkClose");
        if (bar.MarkLow > bar.MarkHigh)
        {
            Throw.OutOfRange("bar.MarkLow", bar.MarkLow, FormattableString.Invariant($"at most bar.MarkHigh ({bar.MarkHigh})"));
        }

        Quantity(bar.Volume, "bar.Volume");
        Quantity(bar.TakerBuyVolume, "bar.TakerBuyVolume");
        Quantity(bar.OpenInterest, "bar.OpenInterest");
        Quantity(bar.LongLiquidations, "bar.LongLiquidations");
        Quantity(bar.ShortLiquidations, "bar.ShortLiquidations");
        if (double.IsInfinity(bar.FundingRate))
        {
            Throw.OutOfRange("bar.FundingRate", bar.FundingRate, "finite, or NaN where unknown");
        }
    }

    private static void Price(double value, string name)
    {
        if (!(double.IsNaN(value) || Guard.IsPositive(value)))
        {
            Throw.OutOfRange(name, value, "finite and > 0, or NaN where unknown");
        }
    }

    private static void Quantity(double value, string name)
    {
        if (!(double.IsNaN(value) || (value >= 0 && value < double.PositiveInfinity)))
        {
            Throw.OutOfRange(name, value, "finite and >= 0, or NaN where unknown");
        }
    }
}
