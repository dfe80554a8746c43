namespace HeatMap.Cli.Input;

/// <summary>Turns lines into positions and rules: units, sizes, margins, what is owed. The one place that says what a column means.</summary>
internal sealed class RowInterpreter(RulesBook rules, PositionReader reader)
{
    private const string SatoshiUnit = "satoshi";
    private const double Satoshi = 1e-8;

    /// <summary>Size in the contract's unit, with the sign of the side.</summary>
    public double SignedQuantity(in PositionRecord record, ContractSpec contract) => record.Unit switch
    {
        // A quanto has no natural unit but its contracts.
        null when contract.Kind != ContractKind.Quanto => record.SignedSize * (double.IsNaN(record.ContractSize) ? 1 : record.ContractSize),
        null or QuantityUnit.Contracts => record.SignedSize * ContractSize(record, contract),
        QuantityUnit.Base when contract.Kind == ContractKind.Quanto => throw reader.Bad(ColumnNames.QuantityUnit, "contracts or quote, because a quanto has no size in coins"),
        { } unit => contract.QuantityOf(record.SignedSize, unit, record.EntryPrice),
    };

    /// <summary>What one contract stands for: what the line says, or what is known of the venue. It is never taken for one.</summary>
    private double ContractSize(in PositionRecord record, ContractSpec contract)
    {
        if (!double.IsNaN(record.ContractSize))
        {
            return record.ContractSize;
        }

        double? known = rules.VenueOf(record) is { } venue && Venues.Names.Contains(venue) ? Venues.ContractSize(venue, contract.Symbol, contract.Kind) : null;
        return known ?? throw reader.Bad(ColumnNames.ContractSize, "the size of one contract, because the quantity counts contracts");
    }

    /// <summary>What one unit of a line's amounts of money is in the settlement asset.</summary>
    public double MoneyUnit(in PositionRecord record, ContractSpec contract)
    {
        bool known = rules.VenueOf(record) is { } venue && Venues.Names.Contains(venue);
        return record.MarginUnit switch
        {
            null or "asset" or SatoshiUnit => MoneyUnit(record),
            { } asset when !known || string.Equals(asset, contract.SettlementAsset, StringComparison.OrdinalIgnoreCase) => 1,
            _ => throw reader.Bad(ColumnNames.MarginUnit, $"asset, {contract.SettlementAsset} or satoshi"),
        };
    }

    /// <summary>The same without a check.</summary>
    public static double MoneyUnit(in PositionRecord record) => record.MarginUnit == SatoshiUnit ? Satoshi : 1;

    /// <summary>A position that its own margin secures.</summary>
    /// <exception cref="BadRow">The line gives neither margin nor leverage, or too little of it.</exception>
    public InterpretedRow Isolated(in PositionRecord record, string? symbol, string? unit = null)
    {
        if (double.IsNaN(record.Margin) && double.IsNaN(record.Leverage))
        {
            throw reader.Bad(reader.Has(ColumnNames.Margin) ? ColumnNames.Margin : ColumnNames.Leverage, "a margin or a leverage");
        }

        InterpretedRow row = Read(record, symbol, unit);
        MarginRules found = row.Rules;
        Side side = row.SignedQuantity > 0 ? Side.Long : Side.Short;
        double money = MoneyUnit(record, found.Contract);
        double extra = (double.IsNaN(record.ExtraMargin) ? 0 : found.SecuredBy(side, record.ExtraMargin * money)) - row.PendingFunding;
        if (extra == 0)
        {
            return row with { Margin = record.Margin * money, Leverage = double.IsNaN(record.Margin) ? record.Leverage : double.NaN, PendingFunding = 0 };
        }

        double margin = extra + (double.IsNaN(record.Margin)
            ? found.InitialMargin(Math.Abs(row.SignedQuantity), record.EntryPrice, record.Leverage)
            : record.Margin * money);
        return margin >= 0
            ? row with { Margin = margin, PendingFunding = 0 }
            : throw reader.Bad(row.PendingFunding > 0 ? ColumnNames.PendingFunding : ColumnNames.ExtraMargin, "an amount that leaves a margin >= 0");
    }

    /// <summary>A position that an account secures.</summary>
    /// <exception cref="BadRow">The line cannot be one.</exception>
    public InterpretedRow Cross(in PositionRecord record, string? symbol, string? unit = null) => record.ExtraMargin is 0 or double.NaN
        ? Read(record, symbol, unit)
        : throw reader.Bad(ColumnNames.ExtraMargin, "empty on a cross line, whose wallet secures it");

    /// <summary>What isolated and cross lines have in common.</summary>
    private InterpretedRow Read(in PositionRecord record, string? symbol, string? unit)
    {
        MarginRules found = rules.For(record, symbol, unit);
        double quantity = SignedQuantity(record, found.Contract);
        double value = found.Contract.SettlementValue(Math.Abs(quantity), record.EntryPrice);
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw reader.Bad(ColumnNames.Quantity, "a position worth a finite amount > 0");
        }

        double pending = double.IsNaN(record.PendingFunding) ? 0 : record.PendingFunding * MoneyUnit(record, found.Contract);
        bool isFee = pending != 0 && found.FeeCombination == FeeCombination.Greater;
        // A venue whose rule has no such term is not moved by a column that another venue needs.
        bool byHand = found.Venue is null;
        bool countsFee = byHand || found.FixedFee > 0 || found.FeeCombination == FeeCombination.Greater;
        double liquidationFee = double.IsNaN(record.LiquidationFee) || !countsFee ? found.FixedFee : record.LiquidationFee;
        double fixedFee = liquidationFee + (isFee ? pending : 0);
        if (!(fixedFee >= 0 && double.IsFinite(fixedFee)))
        {
            throw reader.Bad(ColumnNames.PendingFunding, "an amount that leaves a fee >= 0 together with the liquidation fee");
        }

        double funding = double.IsNaN(record.PredictedFundingRate) || !(byHand || found.CountsPredictedFunding) ? 0 : record.PredictedFundingRate;
        if (!(found.Schedule.MaxRate + found.TakerFeeRate + funding < 1))
        {
            throw reader.Bad(ColumnNames.PredictedFundingRate, "a rate that stays below 1 together with maintenance and fee");
        }

        if (funding != 0 || fixedFee != found.FixedFee)
        {
            MarginRules? cross = found.Cross is null ? null
                : found.Cross with { PredictedFundingRate = byHand || found.Cross.CountsPredictedFunding ? funding : 0, FixedFee = fixedFee };
            found = found with { PredictedFundingRate = funding, FixedFee = fixedFee, Cross = cross };
        }

        return new(found, quantity, double.NaN, double.NaN, isFee ? 0 : pending);
    }
}
