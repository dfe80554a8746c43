using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <content>How each venue's trigger is put together. Formulas, sources and what is open: docs/method/liquidation-prices.md.</content>
public static partial class Venues
{
    /// <summary>Maintenance on mark value, tiers by mark value, is in force on Bybit from this day.</summary>
    private static readonly DateOnly BybitMarkValueSince = new(2025, 9, 2);

    /// <summary>Marginal tiers are in force on Gate from this day.</summary>
    private static readonly DateOnly GateMarginalSince = new(2025, 7, 29);

    /// <summary>Marginal tiers are in force on Bitget, for positions opened since, from this day.</summary>
    private static readonly DateOnly BitgetMarginalSince = new(2025, 11, 10);

    /// <summary>The named rules of venues that have had several.</summary>
    public static ImmutableArray<string> Variants { get; } =
    [
        "bybit-entry-value", "bybit-mark-value", "gate-flat", "gate-marginal", "bitget-flat", "bitget-marginal",
    ];

    /// <summary>A venue's trigger on a contract and schedule that the caller has.</summary>
    /// <param name="venue">One of <see cref="Names"/>.</param>
    /// <param name="contract">What is traded; see <see cref="Contract"/>. A venue that rounds does so where the contract has a tick.</param>
    /// <param name="schedule">Its maintenance.</param>
    /// <param name="asOf">The day for which rules are wanted; the newest when <see langword="null"/>.</param>
    /// <param name="variant">One of <see cref="Variants"/>, which goes before the date; <see langword="null"/> lets the date decide.</param>
    /// <param name="takerFeeRate">The account's own taker fee, a fraction; NaN takes the venue's default. Read where the venue's trigger counts it.</param>
    /// <returns>Rules for isolated margin; <see cref="MarginRules.Cross"/> holds those for cross margin where they differ.</returns>
    /// <exception cref="ArgumentException">There is no such venue, the variant is not one of its own, or the fee is no fraction.</exception>
    public static MarginRules Rules(
        string venue,
        ContractSpec contract,
        MaintenanceSchedule schedule,
        DateOnly? asOf = null,
        string? variant = null,
        double takerFeeRate = double.NaN)
    {
        RequireVenue(venue);
        if (variant is not null && (!Variants.Contains(variant) || !variant.StartsWith(venue + "-", StringComparison.Ordinal)))
        {
            string own = string.Join(", ", Variants.Where(v => v.StartsWith(venue + "-", StringComparison.Ordinal)));
            throw new ArgumentException($"variant must be {(own.Length == 0 ? "null, because " + venue + " has one rule" : "one of " + own)}, was '{variant}'", nameof(variant));
        }

        if (!double.IsNaN(takerFeeRate))
        {
            Guard.Rate(takerFeeRate);
        }

        var plain = new MarginRules(contract, schedule) { Venue = venue, Variant = variant };
        double Fee(double byDefault) => double.IsNaN(takerFeeRate) ? byDefault : takerFeeRate;
        switch (venue)
        {
            case "binance-usdm" or "binance-coinm":
                return plain with { Process = LiquidationProcess.TierByTier };
            case "hyperliquid":
                return plain with { Process = LiquidationProcess.FifthThenRest };
            case "bybit":
                bool entryValue = variant is null ? asOf < BybitMarkValueSince : variant == "bybit-entry-value";
                return Bybit(plain with { Variant = entryValue ? "bybit-entry-value" : "bybit-mark-value", TakerFeeRate = Fee(0.00055) }, entryValue);
            case "okx":
                MarginRules okx = plain with { Fee = TriggerFee.MarkValue, TakerFeeRate = Fee(0.0005), Process = LiquidationProcess.TwoTiers };
                return okx with
                {
                    Rounding = PriceRounding.OneTickAgainstTrader,
                    Open = "the tick against the trader is inferred from five prices; the venue does not state it",
                    Cross = okx,
                };
            case "gate":
                bool gateFlat = variant is null ? asOf < GateMarginalSince : variant == "gate-flat";
                return ByMethod(plain with { Variant = gateFlat ? "gate-flat" : "gate-marginal" }, gateFlat) with
                {
                    Fee = TriggerFee.MarkValue,
                    TakerFeeRate = Fee(0.00075),
                    FeeReserve = FeeReserve.MarkValue,
                    Rounding = PriceRounding.TruncateToTick,
                    Open = "truncation is inferred from one short, for which it looks the same as rounding against the trader",
                    LargerLegOnly = true,
                };
            case "bitget":
                bool bitgetFlat = variant is null ? asOf < BitgetMarginalSince : variant == "bitget-flat";
                MarginRules bitget = ByMethod(plain with { Variant = bitgetFlat ? "bitget-flat" : "bitget-marginal" }, bitgetFlat) with
                {
                    Fee = TriggerFee.MarkValue,
                    TakerFeeRate = Fee(0.0006),
                    FeeReserve = FeeReserve.MarkValue,
                    LargerLegOnly = true,
                    Process = LiquidationProcess.TwoTiers,
                };
                return bitget with { Cross = bitget with { Open = "four real cross prices fit no form that was tried" } };
            case "kucoin":
                return plain with
                {
                    Valuation = MaintenanceValuation.EntryValue,
                    CountsPredictedFunding = true,
                    TakerFeeRate = Fee(0.0006),
                    FeeReserve = FeeReserve.EntryValueAndMargin,
                    Rounding = PriceRounding.ConservativeTick,
                    BankruptcyRounding = PriceRounding.FavourableTick,
                    Cross = plain with
                    {
                        Fee = TriggerFee.MarkValue,
                        TakerFeeRate = Fee(0.0006),
                        Open = "the cross rule is held only by the relation of two fields",
                    },
                };
            case "bitmex":
                return plain with
                {
                    Valuation = MaintenanceValuation.EntryValue,
                    TakerFeeRate = Fee(0.00075),
                    FeeReserve = FeeReserve.EntryValueAndMargin,
                    Rounding = PriceRounding.WholeSatoshi,
                    BankruptcyRounding = PriceRounding.WholeSatoshi,
                    Open = "whether adverse funding is added to maintenance",
                    Process = LiquidationProcess.TierByTier,
                };
            case "gmx-v1":
                return plain with
                {
                    Valuation = MaintenanceValuation.EntryValue,
                    Fee = TriggerFee.EntryValue,
                    TakerFeeRate = Fee(0.001),
                    FixedFee = 5,
                    FeeCombination = FeeCombination.Greater,
                };
            case "gmx-v2":
                return plain with
                {
                    Valuation = MaintenanceValuation.EntryValue,
                    Fee = TriggerFee.EntryValue,
                    TakerFeeRate = Fee(0.0006),
                    MinimumMaintenance = 1,
                    Open = "no real number tests it; price impact, which the venue caps, is for the caller to give",
                };
            case "delta":
                return plain with { Valuation = MaintenanceValuation.EntryValue };
            case "deribit":
                return plain with { MovesAllTogether = true, Open = "the common factor is inferred from one account of two positions" };
            case "kraken-futures":
                return plain with { Open = "tiers are not proved to be marginal, and netting of an underlying's two sides is not modelled" };
            default:
                // dYdX: maintenance on mark value, nothing else.
                return plain;
        }
    }

    /// <summary>
    /// Isolated: the reserve for the closing fee is in margin and maintenance alike and cancels. Classic cross, inverse: the fee at the bankruptcy price
    /// is counted.
    /// </summary>
    private static MarginRules Bybit(MarginRules plain, bool entryValue)
    {
        MarginRules isolated = plain with
        {
            Valuation = entryValue ? MaintenanceValuation.EntryValue : MaintenanceValuation.MarkValue,
            FeeReserve = FeeReserve.BankruptcyValue,
            Rounding = PriceRounding.ConservativeTick,
            BankruptcyRounding = PriceRounding.ConservativeTick,
            ExtraMarginPaysFee = plain.Contract.Kind == ContractKind.Inverse,
            Process = LiquidationProcess.TierByTier,
        };
        return entryValue && plain.Contract.Kind == ContractKind.Inverse
            ? isolated with { Cross = isolated with { Fee = TriggerFee.BankruptcyValue } }
            : isolated with
            {
                Cross = isolated with
                {
                    Rounding = PriceRounding.None,
                    Open = "the venue calls its cross prices estimates, and reduces maintenance of both legs of a hedge by a rule of its own",
                },
            };
    }

    /// <summary>The schedule read by the method in force. A single rate reads the same by both.</summary>
    private static MarginRules ByMethod(MarginRules rules, bool flat)
    {
        MaintenanceSchedule schedule = rules.Schedule;
        return schedule.Tiers.Length == 1 || schedule.Method == TierMethod.SizeContinuous ? rules
            : rules with { Schedule = schedule.As(flat ? TierMethod.Flat : TierMethod.Marginal) };
    }
}
