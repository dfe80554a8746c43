namespace HeatMap.Cli.Input;

/// <summary>One line of a positions file, checked but not yet interpreted. Numbers that the line does not give are NaN.</summary>
internal readonly record struct PositionRecord
{
    public required long Line { get; init; }

    /// <summary>Which data row of the file it is, from 1; rows that were left out count.</summary>
    public required long Row { get; init; }

    /// <summary>In the unit of the file; positive for a long, negative for a short.</summary>
    public required double SignedSize { get; init; }

    public required double EntryPrice { get; init; }

    public double ContractSize { get; init; }

    /// <summary>What the size counts; null where it is multiplied by the contract size and nothing else.</summary>
    public QuantityUnit? Unit { get; init; }

    public ContractKind? Kind { get; init; }

    public MarginMode? Mode { get; init; }

    public string? Account { get; init; }

    public string? Venue { get; init; }

    /// <summary>Which of the venue's rules hold.</summary>
    public string? Variant { get; init; }

    public DateOnly? AsOf { get; init; }

    /// <summary>What amounts of money count: an asset, <c>satoshi</c>, or null for the settlement asset.</summary>
    public string? MarginUnit { get; init; }

    /// <summary>The price that the venue reports; NaN when it reports none.</summary>
    public double LiquidationPrice { get; init; }

    /// <summary>Whether the venue reports, by a zero, that nothing liquidates the position.</summary>
    public bool ReportsNoPrice { get; init; }

    /// <summary>Where nothing of the collateral is left, as the line says it; NaN when it does not.</summary>
    public double BankruptcyPrice { get; init; }

    /// <summary>The most that deleveraging takes of the gain, as a fraction; NaN when the line does not say.</summary>
    public double AdlCap { get; init; }

    public double Margin { get; init; }

    public double ExtraMargin { get; init; }

    public double Leverage { get; init; }

    public double WalletBalance { get; init; }

    public double Equity { get; init; }

    public double QuoteBalance { get; init; }

    public double OrderMargin { get; init; }

    public double MaintenanceRate { get; init; }

    public double MaintenanceAmount { get; init; }

    public double MaintenanceSlope { get; init; }

    public double TakerFeeRate { get; init; }

    public double LiquidationFee { get; init; }

    public double PredictedFundingRate { get; init; }

    public double PendingFunding { get; init; }

    public double MarkPrice { get; init; }

    public double Tick { get; init; }

    /// <summary>Whether something says what secures an account.</summary>
    public bool HasCollateral => !double.IsNaN(WalletBalance) || !double.IsNaN(Equity) || !double.IsNaN(QuoteBalance);

    /// <summary>Whether an account secures it: the line says so, or gives nothing else that could.</summary>
    public bool IsCross => Mode == MarginMode.Cross
        || (Mode is null && double.IsNaN(Margin) && double.IsNaN(Leverage) && (Account is not null || HasCollateral));
}
