using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Cross-margined accounts, what venues ask of them and how their sales move prices: a cascade over several assets.</summary>
/// <remarks>
/// <para>An account is liquidated in full when <c>cash + Σ q·(p − entry) &lt;= Σ rate·|q|·p</c>; its longs are sold and its shorts bought back, and <c>p = max(0, shocked − Λ·net sold)</c>.
/// Rounds are repeated until nobody is left to liquidate. Accounts that hold nothing are never liquidated.</para>
/// <para>Larger shocks need not liquidate more where accounts are hedged: with cash 6, two of an asset entered at 100 and −4 of another at 50, an account is liquidated at (97, 49) and not at (97, 48).
/// <see cref="MarketCascade.IsLeastCascade"/> says when the order of shocks is kept.</para>
/// <para>Sums run in the order of the accounts. Immutable.</para>
/// </remarks>
public sealed partial class MultiAssetMarket
{
    private readonly double[] _rates;

    /// <summary>Puts a market together.</summary>
    /// <param name="accounts">Who holds what.</param>
    /// <param name="maintenanceRates">What part of a position's value each asset asks for; one per asset, &gt;= 0 and &lt; 1.</param>
    /// <param name="impact">How sales move prices; of as many assets.</param>
    /// <exception cref="ArgumentException">The numbers of assets differ, or a rate is outside its domain; the message names the asset.</exception>
    public MultiAssetMarket(AccountBook accounts, ReadOnlySpan<double> maintenanceRates, ImpactMatrix impact)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(impact);
        Tables.RequireLength(nameof(maintenanceRates), maintenanceRates.Length, accounts.Assets, "asset");
        Tables.RequireRates(nameof(maintenanceRates), maintenanceRates, "asset");
        if (impact.Assets != accounts.Assets)
        {
            Throw.Argument(nameof(impact), $"impact must have {accounts.Assets} assets, as the accounts have, had {impact.Assets}");
        }

        (Accounts, Impact, _rates) = (accounts, impact, maintenanceRates.ToArray());
    }

    /// <summary>Who holds what.</summary>
    public AccountBook Accounts { get; }

    /// <summary>How sales move prices.</summary>
    public ImpactMatrix Impact { get; }

    /// <summary>What part of a position's value each asset asks for.</summary>
    public ReadOnlySpan<double> MaintenanceRates => _rates;

    /// <summary>An account's equity less what is asked of it; at zero or below it is liquidated.</summary>
    /// <param name="account">From 0 to the number of accounts − 1.</param>
    /// <param name="prices">One per asset, quote per base; finite and &gt;= 0.</param>
    /// <returns>In the settlement asset.</returns>
    /// <exception cref="ArgumentException">There are not as many prices as assets, or one is outside its domain.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public double Excess(int account, ReadOnlySpan<double> prices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(account);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(account, Accounts.Count);
        RequirePrices(nameof(prices), prices);
        return Excess(account, Accounts.Cash(account), prices, longsOnly: false);
    }

    /// <summary>What a shock sets off.</summary>
    /// <param name="shockedPrices">Where the shock puts prices before anybody is liquidated; one per asset, quote per base, finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">There are not as many prices as assets, or one is outside its domain.</exception>
    /// <remarks>O(rounds × accounts × assets), with those who are liquidated left out of later rounds. Allocates the result and a few columns.</remarks>
    public MarketCascade Cascade(ReadOnlySpan<double> shockedPrices)
    {
        RequirePrices(nameof(shockedPrices), shockedPrices);
        return Run(shockedPrices, [], KeepsOrder(shockedPrices));
    }

    /// <summary>What a shock cannot exceed downwards, whatever accounts are hedged with: prices no higher, and accounts no fewer, than those of <see cref="Cascade"/>.</summary>
    /// <param name="shockedPrices">As of <see cref="Cascade"/>.</param>
    /// <returns>A cascade whose prices are lower bounds and whose accounts include all that are liquidated. Quantities are those of longs alone.</returns>
    /// <exception cref="ArgumentException">There are not as many prices as assets, or one is outside its domain.</exception>
    /// <remarks>
    /// Shorts gain nothing from the fall: each is valued at the highest price to which buying back all shorts could lift it; and buying back lifts no price. What remains is monotone. Without shorts it is the
    /// cascade itself. O(rounds × accounts × assets).
    /// </remarks>
    public MarketCascade LowerBound(ReadOnlySpan<double> shockedPrices)
    {
        RequirePrices(nameof(shockedPrices), shockedPrices);
        (_, double[] highest) = Box(shockedPrices);
        var cash = new double[Accounts.Count];
        for (int i = 0; i < cash.Length; i++)
        {
            ReadOnlySpan<double> quantities = Accounts.SignedQuantities(i), entries = Accounts.EntryPrices(i);
            (double equity, double asked) = (Accounts.Cash(i), 0);
            for (int a = 0; a < quantities.Length; a++)
            {
                if (quantities[a] < 0)
                {
                    equity += quantities[a] * (highest[a] - entries[a]);
                    asked -= _rates[a] * quantities[a] * highest[a];
                }
            }

            cash[i] = equity - asked;
        }

        return Run(shockedPrices, cash, isLeast: true);
    }

    private void RequirePrices(string name, ReadOnlySpan<double> prices)
    {
        Tables.RequireLength(name, prices.Length, Accounts.Assets, "asset");
        Tables.RequireNonNegative(name, prices, "asset");
    }

    private double Excess(int account, double cash, ReadOnlySpan<double> prices, bool longsOnly)
    {
        ReadOnlySpan<double> quantities = Accounts.SignedQuantities(account), entries = Accounts.EntryPrices(account);
        (double equity, double asked) = (cash, 0);
        for (int a = 0; a < quantities.Length; a++)
        {
            double quantity = longsOnly ? Math.Max(0, quantities[a]) : quantities[a];
            equity += quantity * (prices[a] - entries[a]);
            asked += _rates[a] * Math.Abs(quantity) * prices[a];
        }

        return equity - asked;
    }

    /// <summary>Rounds until nobody is left. With cash of its own, it is a run of longs alone.</summary>
    private MarketCascade Run(ReadOnlySpan<double> shocked, ReadOnlySpan<double> cash, bool isLeast)
    {
        int assets = Accounts.Assets;
        bool longsOnly = !cash.IsEmpty;
        double[] prices = shocked.ToArray(), net = new double[assets], gross = new double[assets], first = [], falls = new double[assets];
        int[] standing = new int[Accounts.Count];
        int left = 0;
        for (int i = 0; i < standing.Length; i++)
        {
            standing[left] = i;
            left += Accounts.HoldsAnything(i) ? 1 : 0;
        }

        ImmutableArray<ImmutableArray<int>>.Builder rounds = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        ImmutableArray<int>.Builder members = ImmutableArray.CreateBuilder<int>();
        while (true)
        {
            int kept = 0;
            for (int k = 0; k < left; k++)
            {
                int i = standing[k];
                if (Excess(i, longsOnly ? cash[i] : Accounts.Cash(i), prices, longsOnly) <= 0)
                {
                    members.Add(i);
                }
                else
                {
                    standing[kept++] = i;
                }
            }

            if (members.Count == 0)
            {
                return new(prices, rounds.ToImmutable(), net, gross, rounds.Count == 0 ? gross : first, isLeast);
            }

            left = kept;
            foreach (int i in members)
            {
                ReadOnlySpan<double> quantities = Accounts.SignedQuantities(i);
                for (int a = 0; a < assets; a++)
                {
                    double quantity = longsOnly ? Math.Max(0, quantities[a]) : quantities[a];
                    net[a] += quantity;
                    gross[a] += Math.Abs(quantity);
                }
            }

            first = rounds.Count == 0 ? [.. gross] : first;
            rounds.Add(members.ToImmutable());
            members.Clear();
            Impact.Falls(net, falls);
            for (int a = 0; a < assets; a++)
            {
                prices[a] = Math.Max(0, shocked[a] - falls[a]);
            }
        }
    }

    /// <summary>Between which prices anything can end: with all longs sold and no short bought back, and the other way round.</summary>
    private (double[] Lowest, double[] Highest) Box(ReadOnlySpan<double> shocked)
    {
        int assets = Accounts.Assets;
        double[] longs = new double[assets], shorts = new double[assets], lowest = new double[assets], highest = new double[assets];
        for (int i = 0; i < Accounts.Count; i++)
        {
            ReadOnlySpan<double> quantities = Accounts.SignedQuantities(i);
            for (int a = 0; a < assets; a++)
            {
                longs[a] += Math.Max(0, quantities[a]);
                shorts[a] += Math.Max(0, -quantities[a]);
            }
        }

        Impact.Falls(longs, lowest);
        Impact.Falls(shorts, highest);
        for (int a = 0; a < assets; a++)
        {
            (lowest[a], highest[a]) = (Math.Max(0, shocked[a] - lowest[a]), shocked[a] + highest[a]);
        }

        return (lowest, highest);
    }

    /// <summary>Whether who could be liquidated holds each asset on one side only, with no impact from longs' assets to shorts' or back.</summary>
    private bool KeepsOrder(ReadOnlySpan<double> shocked)
    {
        int assets = Accounts.Assets;
        (double[] lowest, double[] highest) = Box(shocked);
        bool[] isLong = new bool[assets], isShort = new bool[assets];
        for (int i = 0; i < Accounts.Count; i++)
        {
            ReadOnlySpan<double> quantities = Accounts.SignedQuantities(i), entries = Accounts.EntryPrices(i);
            (double worst, double scale) = (Accounts.Cash(i), Math.Abs(Accounts.Cash(i)));
            for (int a = 0; a < assets; a++)
            {
                double price = quantities[a] > 0 ? lowest[a] : highest[a];
                worst += (quantities[a] * (price - entries[a])) - (_rates[a] * Math.Abs(quantities[a]) * price);
                scale += Math.Abs(quantities[a]) * (price + entries[a]);
            }

            // A hair of rounding may not turn an account that is liquidated into one that cannot be.
            if (worst <= 1e-12 * scale)
            {
                for (int a = 0; a < assets; a++)
                {
                    isLong[a] |= quantities[a] > 0;
                    isShort[a] |= quantities[a] < 0;
                }
            }
        }

        for (int a = 0; a < assets; a++)
        {
            for (int b = 0; b < assets; b++)
            {
                if (isLong[a] && isShort[b] && (a == b || Impact[a, b] > 0 || Impact[b, a] > 0))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
