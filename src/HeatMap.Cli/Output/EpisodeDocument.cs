using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>A cascade in time, in JSON.</summary>
internal sealed record EpisodeDocument(
    int? BarCount,
    double StepSeconds,
    double? MeanLifeSeconds,
    double PermanentFraction,
    double MarkWeight,
    double? MaxQuantityPerStep,
    double? FinalPrice,
    double? LowestPrice,
    double? HighestPrice,
    bool IsSettled,
    bool IsMonotone,
    EpisodeSideDocument Down,
    EpisodeSideDocument Up,
    EpisodeStepDocument[] Steps)
{
    public static EpisodeDocument Of(Episode episode)
    {
        CascadeEpisode result = episode.Result;
        CascadeEngineOptions options = episode.Settings.Options;
        return new(
            episode.Bars,
            episode.Settings.Step.TotalSeconds,
            episode.Settings.MeanLife?.TotalSeconds,
            options.PermanentShare,
            options.MarkWeight,
            Numbers.OrNull(options.MaxVolumePerStep),
            Numbers.OrNull(result.FinalPrice),
            Numbers.OrNull(result.LowestPrice),
            Numbers.OrNull(result.HighestPrice),
            result.IsSettled,
            result.IsMonotone,
            Side(result.Down),
            Side(result.Up),
            [
                .. result.Steps.Select(static s => new EpisodeStepDocument(
                    s.ExogenousPrice, Numbers.OrNull(s.Price), Numbers.OrNull(s.MarkPrice), s.SoldQuantity, s.BoughtQuantity, s.QueuedSales, s.QueuedPurchases)),
            ]);
    }

    private static EpisodeSideDocument Side(EpisodeSide side) => new(
        side.Levels, side.LiquidatedQuantity, side.LiquidatedNotional, side.AveragePrice is { } average ? Numbers.OrNull(average) : null, side.QueuedQuantity);
}

internal sealed record EpisodeSideDocument(int LevelCount, double Quantity, double Notional, double? Vwap, double QueuedQuantity);

internal sealed record EpisodeStepDocument(
    double ExogenousPrice, double? Price, double? MarkPrice, double SoldQuantity, double BoughtQuantity, double QueuedSales, double QueuedPurchases);
