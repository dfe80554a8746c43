namespace HeatMap.Cascades;

/// <summary>How one <see cref="LiquidationFill"/> was settled. All amounts are in the settlement asset.</summary>
/// <remarks><c>default</c> is a settlement of nothing.</remarks>
public readonly record struct FillSettlement
{
    /// <summary>The row of the fill.</summary>
    public int Row { get; init; }

    /// <summary>The equity that is left, negative where the position owes: ±quantity · (average price − bankruptcy price). NaN where the bankruptcy price is not known.</summary>
    public double Gap { get; init; }

    /// <summary>The fee that the fund received; never more than what was left.</summary>
    public double Fee { get; init; }

    /// <summary>What is left after the fee, whoever keeps it.</summary>
    public double Residual { get; init; }

    /// <summary>What the position owes beyond its margin.</summary>
    public double BadDebt { get; init; }

    /// <summary>The part of the debt that the fund paid.</summary>
    public double Covered { get; init; }

    /// <summary>The part of the debt for which the fund was empty.</summary>
    public double Uncovered { get; init; }

    /// <summary>What the fund holds afterwards.</summary>
    public double FundAfter { get; init; }

    /// <summary>Whether the bankruptcy price was given; where not, the fill moved no money.</summary>
    public bool IsKnown => !double.IsNaN(Gap);
}
