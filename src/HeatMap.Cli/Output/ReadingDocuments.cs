namespace HeatMap.Cli.Output;

/// <summary>Readings as JSON says them, in reports and comparisons alike.</summary>
internal static class ReadingDocuments
{
    public static ZoneDocument Of(Zone zone, bool hasCounts) => new(
        zone.Range.Low,
        zone.Range.High,
        zone.Width,
        zone.WidthFraction,
        zone.Distance,
        zone.PeakPrice,
        zone.PeakNotional,
        zone.Notional,
        hasCounts ? zone.Count : null,
        zone.Prominence,
        Numbers.OrNull(zone.RelativeDensity));

    public static AsymmetryDocument Of(Asymmetry asymmetry) => new(
        asymmetry.Within,
        asymmetry.Long,
        asymmetry.Short,
        Numbers.OrNull(asymmetry.Imbalance),
        Numbers.OrNull(asymmetry.LogRatio));

    public static SideShapeDocument Of(SideShape shape) => new(
        shape.Notional,
        Numbers.OrNull(shape.CentrePrice),
        Numbers.OrNull(shape.MeanLogDistance),
        Numbers.OrNull(shape.LogSpread),
        Numbers.OrNull(shape.Skewness));

    public static ConcentrationDocument Of(Concentration concentration) => new(
        concentration.Bands,
        concentration.Notional,
        Numbers.OrNull(concentration.Hhi),
        Numbers.OrNull(concentration.HhiNormalized),
        Numbers.OrNull(concentration.EffectiveBands),
        Numbers.OrNull(concentration.EffectiveBandsByEntropy),
        Numbers.OrNull(concentration.EffectiveWidth),
        Numbers.OrNull(concentration.Gini),
        Numbers.OrNull(concentration.GiniUnbiased),
        Numbers.OrNull(concentration.EntropyNats),
        Numbers.OrNull(concentration.EntropyNormalized),
        Numbers.OrNull(concentration.TheilNats),
        Numbers.OrNull(concentration.TopShare1),
        Numbers.OrNull(concentration.TopShare3),
        Numbers.OrNull(concentration.TopShare5),
        Numbers.OrNull(concentration.TopShare10));

    public static GapDocument Of(Gap gap) => new(gap.Range.Low, gap.Range.High, gap.Width, gap.WidthFraction, gap.Distance, gap.Notional, gap.IsOpen);
}

internal sealed record ZoneDocument(
    double LowerPrice,
    double UpperPrice,
    double WidthQuote,
    double WidthFraction,
    double DistanceFraction,
    double PeakPrice,
    double PeakNotional,
    double Notional,
    long? Count,
    double Prominence,
    double? RelativeDensity);

internal sealed record AsymmetryDocument(double WithinFraction, double LongNotional, double ShortNotional, double? Imbalance, double? LogRatio);

internal sealed record SideShapeDocument(double Notional, double? CentrePrice, double? MeanLogDistance, double? LogSpread, double? Skewness);

internal sealed record ConcentrationDocument(
    int Bands,
    double Notional,
    double? Hhi,
    double? HhiNormalized,
    double? EffectiveBands,
    double? EffectiveBandsByEntropy,
    double? EffectiveWidthQuote,
    double? Gini,
    double? GiniUnbiased,
    double? EntropyNats,
    double? EntropyNormalized,
    double? TheilNats,
    double? TopShare1Fraction,
    double? TopShare3Fraction,
    double? TopShare5Fraction,
    double? TopShare10Fraction);

internal sealed record GapDocument(double LowerPrice, double UpperPrice, double WidthQuote, double WidthFraction, double DistanceFraction, double Notional, bool IsOpen);
