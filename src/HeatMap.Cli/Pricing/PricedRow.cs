using HeatMap.Cli.Input;

namespace HeatMap.Cli.Pricing;

/// <summary>A line with the price that was computed for it.</summary>
internal sealed record PricedRow
{
    public required PositionRecord Record { get; init; }

    public required string? Symbol { get; init; }

    /// <summary>What the line means; null where it could not be told.</summary>
    public InterpretedRow? Meaning { get; init; }

    /// <summary>Why there is no price; null where there is one.</summary>
    public required string? Reason { get; init; }

    /// <summary>Quote per base; NaN where there is none.</summary>
    public double LiquidationPrice { get; init; } = double.NaN;

    /// <summary>Quote per base; NaN where there is none.</summary>
    public double BankruptcyPrice { get; init; } = double.NaN;

    /// <summary>The tier in force at the price, from 1; null where there is no price.</summary>
    public int? Tier { get; init; }

    /// <summary>The numbers behind the price of an isolated line.</summary>
    public LiquidationExplanation? Isolated { get; init; }

    /// <summary>The account that secures a cross line.</summary>
    public CrossAccount? Account { get; init; }

    /// <summary>Its place in the account.</summary>
    public int Holding { get; init; }

    public string Side => Record.SignedSize > 0 ? "long" : "short";

    /// <summary>From the mark to the price in percent; NaN where one of them is not known.</summary>
    public double DistancePercent => 100 * ((LiquidationPrice / Record.MarkPrice) - 1);

    /// <summary>The rules that priced it; null where nothing did.</summary>
    public MarginRules? Rules => Isolated?.Rules ?? Account?.Holdings[Holding].Rules.For(MarginMode.Cross);
}
