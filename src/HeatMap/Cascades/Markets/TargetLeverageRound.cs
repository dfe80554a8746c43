using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>What one round of sales back to target leverage does. Losses and falls are negative.</summary>
/// <remarks>Immutable. Made by <see cref="TargetLeverageSystem.Round"/>.</remarks>
public sealed class TargetLeverageRound
{
    internal TargetLeverageRound()
    {
    }

    /// <summary>Each holder's return from the shock itself, as a fraction.</summary>
    public ImmutableArray<double> DirectReturns { get; internal init; }

    /// <summary>What is bought of each asset, quote; below zero what is sold.</summary>
    public ImmutableArray<double> NetSales { get; internal init; }

    /// <summary>The return of each asset that the sales cause, as a fraction.</summary>
    public ImmutableArray<double> PriceMoves { get; internal init; }

    /// <summary>What each holder gains by those moves, quote; below zero a loss.</summary>
    public ImmutableArray<double> IndirectLosses { get; internal init; }

    /// <summary>The same over the holder's equity.</summary>
    public ImmutableArray<double> IndirectVulnerabilities { get; internal init; }

    /// <summary>The part of <see cref="AggregateVulnerability"/> that each holder's own sales cause; they add up to it.</summary>
    public ImmutableArray<double> Contributions { get; internal init; }

    /// <summary>The indirect loss of all over the equity of all; below zero a loss.</summary>
    public double AggregateVulnerability { get; internal init; }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DirectReturns.Length} holders, aggregate vulnerability {AggregateVulnerability:0.####}");
}
