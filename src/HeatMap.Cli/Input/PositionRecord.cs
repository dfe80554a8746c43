namespace HeatMap.Cli.Input;

/// <summary>One line of a positions file, checked but not yet interpreted. Numbers that the line does not give are NaN.</summary>
internal readonly record struct PositionRecord
{
    public required long Line { get; init; }

    /// <summary>In the unit of the file; positive for a long, negative for a short.</summary>
    public required double SignedSize { get; init; }

    public required double EntryPrice { get; init; }

    public required double ContractSize { get; init; }

    public ContractKind? Kind { get; init; }

    public MarginMode? Mode { get; init; }

    public string? Venue { get; init; }

    /// <summary>The price that the venue reports; NaN when it reports none.</summary>
    public double LiquidationPrice { get; init; }

    public double Margin { get; init; }

    public double Leverage { get; init; }

    public double MaintenanceRate { get; init; }

    public double MaintenanceAmount { get; init; }

    public double TakerFeeRate { get; init; }

    public double MarkPrice { get; init; }

    /// <summary>Size in the contract's unit with the sign of the side.</summary>
    public double SignedQuantity => SignedSize * ContractSize;
}
