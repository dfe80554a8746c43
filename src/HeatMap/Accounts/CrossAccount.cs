using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Many positions secured by one collateral: when they break together.</summary>
/// <remarks>
/// <para>The account is liquidated when its equity no longer exceeds the sum of its positions' maintenance (and fees, where the venue counts
/// them). All positions settle in the account's asset; other assets secure it through <see cref="Collateral"/>.</para>
/// <para>Positions of one symbol share one price and move together, and those of one side and one set of rules count as one position for tiers; the mark is
/// that of the first, and the others' may differ by at most 1 %. Opposite sides are the legs of a hedge. Immutable.</para>
/// <para>Derivations: <c>docs/method/liquidation-prices.md</c>.</para>
/// </remarks>
public sealed partial class CrossAccount
{
    private readonly ImmutableArray<Holding> _holdings;
    private readonly AccountLegs _legs;
    private readonly int[] _legOfHolding;
    private readonly double _collateral;

    /// <summary>An account that is secured by its settlement asset alone.</summary>
    /// <param name="settlementAsset">In which wallet, profit and maintenance are counted; not empty.</param>
    /// <param name="walletBalance">Without unrealised profit; finite, below zero where profit was withdrawn.</param>
    /// <param name="holdings">The positions, also none.</param>
    /// <exception cref="ArgumentException">A holding is outside its domain or settles in another asset; the message names its row.</exception>
    public CrossAccount(string settlementAsset, double walletBalance, params ReadOnlySpan<Holding> holdings)
        : this(settlementAsset, walletBalance, [], holdings)
    {
    }

    /// <summary>An account that is secured by several assets.</summary>
    /// <param name="settlementAsset">In which wallet, profit and maintenance are counted; not empty.</param>
    /// <param name="walletBalance">Of the settlement asset, without unrealised profit; finite.</param>
    /// <param name="collateral">The other assets, with their prices and haircuts.</param>
    /// <param name="holdings">The positions, also none.</param>
    /// <exception cref="ArgumentException">A row is outside its domain or a holding settles in another asset; the message names it.</exception>
    public CrossAccount(string settlementAsset, double walletBalance, ReadOnlySpan<Collateral> collateral, ReadOnlySpan<Holding> holdings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(settlementAsset);
        SettlementAsset = settlementAsset;
        WalletBalance = Guard.Finite(walletBalance);
        Collateral = [.. collateral];
        _holdings = [.. holdings];
        _collateral = walletBalance + Counted(collateral);
        for (int i = 0; i < holdings.Length; i++)
        {
            CheckHolding(holdings[i], i);
        }

        _legs = AccountLegs.Of(holdings, out _legOfHolding);
    }

    /// <summary>The asset in which wallet, profit and maintenance are counted.</summary>
    public string SettlementAsset { get; }

    /// <summary>The wallet without unrealised profit.</summary>
    public double WalletBalance { get; }

    /// <summary>The other assets that secure the account.</summary>
    public ImmutableArray<Collateral> Collateral { get; }

    /// <summary>The positions.</summary>
    public ImmutableArray<Holding> Holdings => _holdings;

    /// <summary>An account whose equity is known instead of its wallet, as venues report it.</summary>
    /// <param name="settlementAsset">In which equity and maintenance are counted; not empty.</param>
    /// <param name="equity">With unrealised profit at the holdings' marks; finite.</param>
    /// <param name="holdings">The positions, also none.</param>
    /// <exception cref="ArgumentException">A holding is outside its domain or settles in another asset; the message names its row.</exception>
    public static CrossAccount FromEquity(string settlementAsset, double equity, params ReadOnlySpan<Holding> holdings)
    {
        var bare = new CrossAccount(settlementAsset, 0, holdings);
        return new(settlementAsset, Guard.Finite(equity) - bare.State().Equity, holdings);
    }

    /// <summary>How the account stands at its holdings' marks. Allocates nothing. O(holdings × tiers).</summary>
    public AccountState State() => State(default);

    /// <summary>How the account stands at any prices.</summary>
    /// <param name="prices">One a holding, quote per base, finite and &gt; 0; empty for their marks. Of one symbol the first counts.</param>
    /// <exception cref="ArgumentException">There is not one price a holding, or a price is outside its domain; the message names its row.</exception>
    /// <remarks>Allocates nothing. O(holdings × tiers).</remarks>
    public AccountState State(ReadOnlySpan<double> prices)
    {
        CheckPerHolding(prices, nameof(prices));
        for (int i = 0; i < prices.Length; i++)
        {
            if (!Guard.IsPositive(prices[i]))
            {
                Throw.Row(nameof(prices), i, prices[i], "finite and > 0");
            }
        }

        if (prices.IsEmpty)
        {
            return _legs.State(_collateral, BankruptcyFees);
        }

        double equity = _collateral, maintenance = BankruptcyFees;
        for (int i = 0; i < _legs.Count; i++)
        {
            double price = prices[_legs.All[i].FirstHolding];
            equity += _legs.All[i].Profit(price);
            maintenance += _legs.All[i].Requirement(price);
        }

        return new(equity, maintenance);
    }

    /// <summary>In which order positions are closed when the account is liquidated.</summary>
    /// <param name="callerOrder">The caller's order, a permutation of the holdings; empty for the order of the holdings.</param>
    /// <returns>
    /// The caller's order, and that it is the caller's: none of the venues in <see cref="Venues.Names"/> publishes a rule that decides between positions.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="callerOrder"/> is no permutation of the holdings.</exception>
    /// <remarks>O(n log n). Allocates the order and scratch.</remarks>
    public ClosingOrder ClosingOrder(params ReadOnlySpan<int> callerOrder)
    {
        int[] order = callerOrder.IsEmpty ? [.. Enumerable.Range(0, _holdings.Length)] : [.. callerOrder];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, _holdings.Length)))
        {
            Throw.Argument(nameof(callerOrder), $"callerOrder must name each of the {_holdings.Length} holdings once");
        }

        return new([.. order], IsVenueRule: false);
    }

    /// <summary>What other assets count for together, in the settlement asset. Refuses a row outside its domain.</summary>
    internal static double Counted(ReadOnlySpan<Collateral> collateral)
    {
        double sum = 0;
        for (int i = 0; i < collateral.Length; i++)
        {
            Collateral c = collateral[i];
            if (string.IsNullOrWhiteSpace(c.Asset))
            {
                Throw.Argument(nameof(collateral), $"row {i}: Asset must not be empty");
            }

            if (!double.IsFinite(c.Amount))
            {
                Throw.Row(nameof(collateral) + ".Amount", i, c.Amount, "finite");
            }

            if (!Guard.IsPositive(c.Price))
            {
                Throw.Row(nameof(collateral) + ".Price", i, c.Price, "finite and > 0");
            }

            if (!(c.Haircut is >= 0 and <= 1))
            {
                Throw.Row(nameof(collateral) + ".Haircut", i, c.Haircut, "a fraction from 0 to 1");
            }

            sum += c.CountedValue;
        }

        return sum;
    }

    private void CheckHolding(in Holding holding, int row)
    {
        if (holding.Rules is null || holding.Position.Side == default)
        {
            Throw.Argument("holdings", $"row {row}: the holding is default; give rules and a position");
        }

        if (!Guard.IsPositive(holding.MarkPrice))
        {
            Throw.Row("MarkPrice", row, holding.MarkPrice, "finite and > 0");
        }

        // As for a position alone: its value is a number, and its rates stay below one.
        Position position = holding.Position;
        Liquidation.Check(position, holding.Rules, holding.MarkPrice);
        _ = new Trigger(holding.Rules.For(MarginMode.Cross));
        if (holding.Rules.Contract.SettlementAsset != SettlementAsset)
        {
            Throw.Argument(
                "holdings",
                $"row {row}: {holding.Rules.Contract.Symbol} settles in {holding.Rules.Contract.SettlementAsset}, the account in {SettlementAsset}");
        }
    }

    private void CheckPerHolding(ReadOnlySpan<double> values, string name)
    {
        if (!values.IsEmpty && values.Length != _holdings.Length)
        {
            Throw.Argument(name, $"{name} must be empty or have one value for each of the {_holdings.Length} holdings, had {values.Length}");
        }
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Holdings.Length} positions, {WalletBalance} {SettlementAsset}");
}
