using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

/// <summary>Bars made by hand.</summary>
internal static class Bars
{
    public const long Start = 1_700_000_000_000;
    public const long Minute = 60_000;

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>A bar with nothing wrong: five minutes, body and range around 100.</summary>
    public static MarketBar At(int index, double open = 100, double high = 101, double low = 99, double close = 100) =>
        new(Start + (index * 5 * Minute), open, high, low, close)
        {
            MarkOpen = open,
            MarkHigh = high,
            MarkLow = low,
            MarkClose = close,
            Volume = 50,
            TakerBuyVolume = 20,
            OpenInterest = 1_000 + index,
            LongLiquidations = 5,
            ShortLiquidations = 7,
            FundingRate = 0.0001,
        };

    public static MarketBarColumns Columns(params MarketBar[] bars) => new()
    {
        Interval = Interval,
        OpenTimeUnixMs = bars.Select(b => b.OpenTimeUnixMs).ToArray(),
        Open = bars.Select(b => b.Open).ToArray(),
        High = bars.Select(b => b.High).ToArray(),
        Low = bars.Select(b => b.Low).ToArray(),
        Close = bars.Select(b => b.Close).ToArray(),
        MarkOpen = bars.Select(b => b.MarkOpen).ToArray(),
        MarkHigh = bars.Select(b => b.MarkHigh).ToArray(),
        MarkLow = bars.Select(b => b.MarkLow).ToArray(),
        MarkClose = bars.Select(b => b.MarkClose).ToArray(),
        Volume = bars.Select(b => b.Volume).ToArray(),
        TakerBuyVolume = bars.Select(b => b.TakerBuyVolume).ToArray(),
        OpenInterest = bars.Select(b => b.OpenInterest).ToArray(),
        LongLiquidations = bars.Select(b => b.LongLiquidations).ToArray(),
        ShortLiquidations = bars.Select(b => b.ShortLiquidations).ToArray(),
        FundingRate = bars.Select(b => b.FundingRate).ToArray(),
    };
}
