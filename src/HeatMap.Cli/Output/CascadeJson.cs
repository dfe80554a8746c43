using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of a cascade: a contract for scripts, described in docs/guide/cascade-json.md.</summary>
internal static class CascadeJson
{
    public static void Write(CascadeStudy study, TextWriter writer)
    {
        LiquidationMap map = study.Map;
        CascadeResult result = study.Result;
        var parts = MapParts.Of(map);
        RunDocument run = Run(result);
        Payment? payment = study.Payment;
        var document = new CascadeDocument(
            "cascade",
            1,
            study.Levels.Loaded.Symbol,
            map.MarkPrice,
            map.Unit,
            OriginText.NameOf(map.Origin),
            MapJson.Sources(map),
            ShockSettings.NameOf(result.Direction),
            ShockOf(study),
            Exogenous(study),
            MarketDocument.Of(study.Market, study.Settings.Market),
            study.Levels.Levels is null ? "bands" : "positions",
            CascadeDocuments.NameOf(study.Levels.Edge),
            run.FinalPrice,
            run.ExtremePrice,
            run.Amplification,
            run.Waves,
            run.Liquidated,
            run.Static,
            run.Worst,
            run.Exhausted,
            run.LeavesWindow,
            study.Hopeful is { } hopeful ? Run(hopeful) : null,
            Orders(study),
            new(payment?.Waterfall.FundStart ?? study.Settings.Payment.Waterfall.InsuranceFund, payment?.Waterfall.FundEnd),
            payment?.Waterfall.Uncovered,
            [.. payment?.Taken.Select(static t => new TakenDocument(t.Row, t.Taken)) ?? []],
            payment?.Unfunded,
            payment is null ? null : PaymentOf(payment, study.Settings.Payment),
            new(Thresholds(study.Down, study.Settings.Top), Thresholds(study.Up, study.Settings.Top)),
            new(Gains(study.GainsDown), Gains(study.GainsUp)),
            study.Curve is { } curve ? [.. curve.Select(static p => new CurveDocument(p.ShockedPrice, Numbers.OrNull(p.FinalPrice), p.Quantity))] : null,
            study.Episode is { } episode ? EpisodeDocument.Of(episode) : null,
            study.Simulation is { } simulation ? Simulated(simulation) : null,
            CascadeDocuments.Reach(study.Levels.Ladder),
            MapJson.Unplaced(parts),
            MapJson.Skipped(study.Levels.Loaded),
            [.. CascadeNotes.Of(study)]);
        writer.Write(JsonSerializer.Serialize(document, CascadeDocumentJson.Default.CascadeDocument));
        writer.Write('\n');
    }

    /// <summary>The move as a fraction of the mark, as it was given; 0 where only a quantity is traded.</summary>
    private static double ShockOf(CascadeStudy study) => study.Settings.Shock?.Fraction ?? (study.Result.ShockedPrice / study.Result.MarkPrice) - 1;

    private static ExogenousDocument Exogenous(CascadeStudy study) => new(study.Result.ShockedPrice, study.Result.Shock.Quantity, Numbers.OrNull(study.OwnPrice));

    private static RunDocument Run(CascadeResult result) => new(
        Numbers.OrNull(result.FinalPrice),
        Numbers.OrNull(result.ExtremePrice),
        result.Amplification is { } times ? Numbers.OrNull(times) : null,
        [.. result.Waves.Select(static w => new WaveDocument(Numbers.OrNull(w.TriggerPrice), Numbers.OrNull(w.Price), w.Quantity, w.Notional, w.Count))],
        new(result.Liquidated.Quantity, result.Liquidated.Notional, result.Liquidated.Count, result.AveragePrice is { } average ? Numbers.OrNull(average) : null),
        CascadeDocuments.Of(result.Static),
        new(Numbers.OrNull(result.Worst.FinalPrice), result.Worst.Quantity),
        result.Exhausted is { } end ? new(end.Price, end.Remainder) : null,
        result.LeavesWindow);

    private static OrderDocument[] Orders(CascadeStudy study) => study.Levels.Levels is not { } positions ? []
        :
        [
            .. Enumerable.Range(0, study.Result.Levels).Select(level => new OrderDocument(
                study.RowOf(level),
                study.Result.Side.Prices[level],
                study.Result.Side.Quantities[level],
                Numbers.OrNull(study.Result.ExecutionPrice(level)),
                Numbers.OrNull(positions[study.Result.Side.Rows[level]].BankruptcyPrice))),
        ];

    private static PaymentDocument PaymentOf(Payment payment, PaymentSettings settings) => new(
        payment.Known,
        payment.Waterfall.UnknownFills,
        payment.Waterfall.UnknownNotional,
        payment.Waterfall.Fees,
        payment.Waterfall.Residual,
        payment.Waterfall.BadDebt,
        payment.Waterfall.Covered,
        settings.Rule is { } rule ? PaymentSettings.NameOf(rule) : null,
        payment.Candidates,
        payment.Unranked,
        payment.Shared?.TotalEndowment,
        payment.Shared is { } shared ? Numbers.OrNull(shared.HaircutRate) : null);

    private static ThresholdDocument[] Thresholds(CascadeThresholds? thresholds, int? top)
    {
        if (thresholds is null)
        {
            return [];
        }

        ReadOnlySpan<CascadeJump> jumps = thresholds.Jumps;
        return
        [
            .. jumps[..Math.Min(jumps.Length, top ?? jumps.Length)].ToArray().Select(static j => new ThresholdDocument(
                j.TriggerPrice, Numbers.OrNull(j.EndPrice), Numbers.OrNull(j.PriceBefore), j.Quantity, j.Notional, j.IsCascade)),
        ];
    }

    private static SimulationDocument Simulated(Simulation simulation) => new(
        simulation.Result.Paths,
        simulation.Settings.Volatility,
        simulation.Settings.Options.Horizon.TotalSeconds,
        simulation.Settings.Options.Seed,
        Side(simulation.Result.Down, simulation.Down),
        Side(simulation.Result.Up, simulation.Up));

    private static SimulatedSideDocument Side(SimulatedSide side, CascadeReach reach) => new(
        Of(side.Liquidated),
        reach.Any,
        Of(side.Cascaded),
        Of(side.Depth),
        Of(side.Overshoot),
        Of(side.Quantity),
        Of(side.Notional),
        Numbers.OrNull(reach.MeanQuantity),
        Numbers.OrNull(reach.MeanNotional));

    private static EstimateDocument Of(SimulatedValue value) => new(Numbers.OrNull(value.Value), Numbers.OrNull(value.StandardError));

    private static DistributionDocument Of(SimulatedDistribution numbers) => new(
        Of(numbers.Mean),
        Numbers.OrNull(numbers.Quantile(0.5)),
        Numbers.OrNull(numbers.Quantile(0.95)),
        Numbers.OrNull(numbers.Quantile(0.99)),
        Numbers.OrNull(numbers.TailMean(0.95)),
        Numbers.OrNull(numbers.TailMean(0.99)),
        Numbers.OrNull(numbers.Greatest));

    private static GainDocument? Gains(BandGains? gains) => gains is null ? null : new(
        Numbers.OrNull(gains.MaxGain),
        gains.FirstCritical is { } band ? new(gains.Grid.LowerEdge(band.Band), gains.Grid.UpperEdge(band.Band), gains.DistanceToCritical!.Value, band.Notional, Numbers.OrNull(band.Depth), Numbers.OrNull(band.Gain)) : null);
}

internal sealed record CascadeDocument(
    string Kind,
    int Version,
    string? Symbol,
    double MarkPrice,
    string? Unit,
    string Origin,
    SourceDocument[] Sources,
    string Direction,
    double Shock,
    ExogenousDocument Exogenous,
    MarketDocument Market,
    string Levels,
    string? Edge,
    double? FinalPrice,
    double? ExtremePrice,
    double? Amplification,
    WaveDocument[] Waves,
    LiquidatedDocument Liquidated,
    ForcedDocument Static,
    WorstDocument Worst,
    ExhaustedDocument? Exhausted,
    bool LeavesWindow,
    RunDocument? Hopeful,
    OrderDocument[] Orders,
    FundDocument Fund,
    double? Uncovered,
    TakenDocument[] Adl,
    double? Unfunded,
    PaymentDocument? Payment,
    ThresholdsDocument Thresholds,
    GainsDocument Gains,
    CurveDocument[]? Curve,
    EpisodeDocument? Episode,
    SimulationDocument? Simulation,
    ReachDocument Reachable,
    UnplacedDocument Unplaced,
    SkippedDocument? Skipped,
    string[] Notes);

internal sealed record ExogenousDocument(double ShockedPrice, double Quantity, double? OwnPrice);

internal sealed record RunDocument(
    double? FinalPrice,
    double? ExtremePrice,
    double? Amplification,
    WaveDocument[] Waves,
    LiquidatedDocument Liquidated,
    ForcedDocument Static,
    WorstDocument Worst,
    ExhaustedDocument? Exhausted,
    bool LeavesWindow);

internal sealed record WaveDocument(double? TriggerPrice, double? Price, double Quantity, double Notional, long? Count);

internal sealed record LiquidatedDocument(double Quantity, double Notional, long? Count, double? Vwap);

internal sealed record WorstDocument(double? FinalPrice, double Quantity);

internal sealed record ExhaustedDocument(double Price, double Remainder);

internal sealed record OrderDocument(long Row, double LiquidationPrice, double Quantity, double? ExecutionPrice, double? BankruptcyPrice);

internal sealed record FundDocument(double Start, double? End);

internal sealed record TakenDocument(long Row, double Taken);

internal sealed record PaymentDocument(
    int KnownCount,
    int UnknownCount,
    double UnknownNotional,
    double Fees,
    double Residual,
    double BadDebt,
    double Covered,
    string? AdlRule,
    int CandidateCount,
    int UnrankedCount,
    double? CandidateGain,
    double? HaircutFraction);

internal sealed record ThresholdsDocument(ThresholdDocument[] Down, ThresholdDocument[] Up);

internal sealed record ThresholdDocument(double TriggerPrice, double? EndPrice, double? PriceBefore, double Quantity, double Notional, bool IsCascade);

internal sealed record GainsDocument(GainDocument? Down, GainDocument? Up);

internal sealed record GainDocument(double? MaxGain, CriticalBandDocument? FirstCritical);

internal sealed record CriticalBandDocument(double LowerPrice, double UpperPrice, double DistanceFraction, double Notional, double? DepthNotional, double? Gain);

internal sealed record CurveDocument(double ShockedPrice, double? FinalPrice, double Quantity);

internal sealed record SimulationDocument(int PathCount, double VolatilityFraction, double HorizonSeconds, long Seed, SimulatedSideDocument Down, SimulatedSideDocument Up);

internal sealed record SimulatedSideDocument(
    EstimateDocument LiquidatedProbability,
    double LiquidatedClosedFormProbability,
    EstimateDocument CascadeProbability,
    DistributionDocument DepthFraction,
    DistributionDocument OvershootFraction,
    DistributionDocument Quantity,
    DistributionDocument Notional,
    double? ClosedFormMeanQuantity,
    double? ClosedFormMeanNotional);

internal sealed record EstimateDocument(double? Value, double? StandardError);

internal sealed record DistributionDocument(
    EstimateDocument Mean,
    double? Median,
    double? Percentile95,
    double? Percentile99,
    double? TailMean95,
    double? TailMean99,
    double? Greatest);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(CascadeDocument))]
internal sealed partial class CascadeDocumentJson : JsonSerializerContext;
