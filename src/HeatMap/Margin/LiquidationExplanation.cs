using System.Globalization;

namespace HeatMap;

/// <summary>The numbers that a person would check behind a liquidation price; they add up to the trigger again.</summary>
/// <remarks>Amounts are in the settlement asset, at <see cref="UnroundedPrice"/>. Where there is no price they are NaN.</remarks>
public sealed record LiquidationExplanation
{
    /// <summary>The rules that were applied.</summary>
    public required MarginRules Rules { get; init; }

    /// <summary>The position.</summary>
    public required Position Position { get; init; }

    /// <summary>The price as the venue reports it, quote per base; NaN where there is none.</summary>
    public required double Price { get; init; }

    /// <summary>The price before rounding.</summary>
    public required double UnroundedPrice { get; init; }

    /// <summary>Why there is no price; <see langword="null"/> where there is one.</summary>
    public required string? Reason { get; init; }

    /// <summary>The collateral: given, or what the leverage asks for.</summary>
    public required double Margin { get; init; }

    /// <summary>The tier in force, counted from 1; 0 where there is no price.</summary>
    public required int Tier { get; init; }

    /// <summary>The rate of that tier with the slope of a size-continuous schedule: a fraction of value.</summary>
    public required double MaintenanceRate { get; init; }

    /// <summary>The deduction of that tier.</summary>
    public required double Deduction { get; init; }

    /// <summary>The value that maintenance is taken of: at the liquidation price, or at the entry.</summary>
    public required double MaintenanceValue { get; init; }

    /// <summary>Margin and the profit at the price.</summary>
    public required double Equity { get; init; }

    /// <summary>Maintenance at the price, with predicted funding where the venue counts it.</summary>
    public required double Maintenance { get; init; }

    /// <summary>Fees that the trigger counts.</summary>
    public required double Fees { get; init; }

    /// <summary>The bankruptcy price as the venue reports it; NaN where there is none.</summary>
    public required double BankruptcyPrice { get; init; }

    /// <summary>
    /// Equity less requirement at the price before rounding: zero up to rounding of doubles. Otherwise a flat schedule jumps past
    /// equity there, or the position was due already and is priced by the tier it is in now.
    /// </summary>
    public double Excess => Equity - (Rules.FeeCombination == FeeCombination.Greater ? Math.Max(Maintenance, Fees) : Maintenance + Fees);

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => double.IsFinite(Price)
        ? string.Create(CultureInfo.InvariantCulture, $"{Position}: liquidated at {Price}, bankrupt at {BankruptcyPrice}, tier {Tier}, maintenance {Maintenance}")
        : string.Create(CultureInfo.InvariantCulture, $"{Position}: {Reason}");
}
