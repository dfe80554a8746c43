using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>What a shock to the prices of several assets sets off.</summary>
/// <remarks>Immutable.</remarks>
public sealed class MarketCascade
{
    internal MarketCascade(double[] prices, ImmutableArray<ImmutableArray<int>> rounds, double[] net, double[] gross, double[] first, bool isLeast)
    {
        (Prices, Rounds, IsLeastCascade) = ([.. prices], rounds, isLeast);
        (NetSold, LiquidatedQuantities, StaticQuantities) = ([.. net], [.. gross], [.. first]);
        Liquidated = [.. rounds.SelectMany(r => r).Order()];
    }

    /// <summary>Where each price ends, quote per base; at least zero.</summary>
    public ImmutableArray<double> Prices { get; }

    /// <summary>The accounts that were liquidated, ascending.</summary>
    public ImmutableArray<int> Liquidated { get; }

    /// <summary>The accounts of each round, ascending: round 0 are those that the shock alone reaches (the static set), round 1 those that its sales reach, and so on.</summary>
    public ImmutableArray<ImmutableArray<int>> Rounds { get; }

    /// <summary>What was sold of each asset less what was bought, base.</summary>
    public ImmutableArray<double> NetSold { get; }

    /// <summary>How much of each asset was closed, longs and shorts added, base.</summary>
    public ImmutableArray<double> LiquidatedQuantities { get; }

    /// <summary>How much of it belongs to the static set, base.</summary>
    public ImmutableArray<double> StaticQuantities { get; }

    /// <summary>Whether anybody was liquidated whom the shock alone does not reach.</summary>
    public bool GoesBeyondStatic => Rounds.Length > 1;

    /// <summary>Whether no smaller cascade is consistent with the shock: the outcome is the fixed point nearest to the shocked prices, and a larger shock liquidates no less.</summary>
    /// <remarks>
    /// Guaranteed where, among accounts that could be liquidated at all, each asset is held on one side only and impact does not cross from assets held long to assets held short: books that are all long
    /// are the common case. Where it is false, the outcome is what the rounds lead to, one consistent reading among possibly several, and <see cref="MultiAssetMarket.LowerBound"/> bounds it.
    /// </remarks>
    public bool IsLeastCascade { get; }

    /// <summary>For example <c>3 accounts in 2 rounds</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Liquidated.Length} accounts in {Rounds.Length} rounds");
}
