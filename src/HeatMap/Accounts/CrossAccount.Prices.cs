using HeatMap.Internal;

namespace HeatMap;

/// <content>Where the account breaks.</content>
public sealed partial class CrossAccount
{
    /// <summary>Fees on values at the prices where the account's collateral would be gone, for venues whose trigger counts them; part of maintenance.</summary>
    public double BankruptcyFees => _legs.BankruptcyFees(_collateral);

    /// <summary>The price of one holding at which the account is liquidated.</summary>
    /// <param name="holding">Its place in <see cref="Holdings"/>.</param>
    /// <param name="betas">
    /// How far the others move: when this price moves by a fraction, holding j moves by <c>betas[j]</c> times it. Empty holds the others at their marks;
    /// legs of the same symbol always move along, and of several holdings of another symbol the first one's beta counts.
    /// </param>
    /// <returns>
    /// Quote per base, rounded as the venue's cross rule says; <see langword="null"/> where no positive price liquidates the account. For an account that is
    /// already due, the price at which it would stop being so, which lies on the other side of the mark, or the mark where there is none.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such holding, or <paramref name="betas"/> has a wrong length or a value that is not finite.</exception>
    /// <remarks>
    /// Exact (one straight line between two bends) when the moving contracts are all linear, or all inverse and moving alike; otherwise by bracketing to
    /// the last digits. O(holdings × bends). Allocates scratch.
    /// </remarks>
    public double? LiquidationPrice(int holding, ReadOnlySpan<double> betas = default)
    {
        double price = PathOf(holding, betas).FirstCrossing(_collateral - BankruptcyFees, 1, 1);
        return double.IsNaN(price) ? null : Rounded(holding, price);
    }

    /// <summary>The price of each holding at which the account is liquidated, the others held at their marks.</summary>
    /// <param name="destination">Receives one price a holding; NaN where there is none.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <remarks>Each as <see cref="LiquidationPrice"/>, and one search a symbol: O(holdings × bends). Allocates scratch.</remarks>
    public void LiquidationPrices(Span<double> destination)
    {
        if (destination.Length < _holdings.Length)
        {
            Throw.Argument(nameof(destination), $"destination must hold {_holdings.Length} prices, has room for {destination.Length}");
        }

        if (_holdings.IsEmpty)
        {
            return;
        }

        var path = new AccountPath();
        var found = new double[_legs.Symbols];
        double free = _collateral - BankruptcyFees;
        for (int symbol = 0; symbol < found.Length; symbol++)
        {
            found[symbol] = path.Symbol(_legs, symbol).FirstCrossing(free, 1, 1);
        }

        for (int i = 0; i < _holdings.Length; i++)
        {
            double price = found[SymbolOf(i)];
            destination[i] = double.IsNaN(price) ? price : Rounded(i, price);
        }
    }

    /// <summary>The liquidation prices of many accounts, one after the other.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="destination">Receives the prices of the first account's holdings, then the second's; NaN where there is none.</param>
    /// <returns>How many prices were written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; nothing is written.</exception>
    /// <remarks>Accounts are independent. Each price as <see cref="LiquidationPrice"/>, scratch included.</remarks>
    public static int LiquidationPrices(ReadOnlySpan<CrossAccount> accounts, Span<double> destination)
    {
        int needed = 0;
        foreach (CrossAccount account in accounts)
        {
            ArgumentNullException.ThrowIfNull(account, nameof(accounts));
            needed += account._holdings.Length;
        }

        if (destination.Length < needed)
        {
            Throw.Argument(nameof(destination), $"destination must hold {needed} prices, has room for {destination.Length}");
        }

        int written = 0;
        foreach (CrossAccount account in accounts)
        {
            account.LiquidationPrices(destination[written..]);
            written += account._holdings.Length;
        }

        return written;
    }

    /// <summary>The common factor on all prices at which the account is liquidated, as Deribit estimates it.</summary>
    /// <returns>Below one for a fall, above for a rise; each holding's price is its mark times the factor. <see langword="null"/> where no factor does it.</returns>
    /// <remarks>Looks in the direction that costs the account equity. Allocates scratch.</remarks>
    public double? LiquidationFactor() => _holdings.IsEmpty ? null : OrNull(new AccountPath().Common(_legs).FirstCrossing(_collateral - BankruptcyFees, 1, 1));

    /// <summary>The common factor on all prices at which the account's equity is gone.</summary>
    /// <returns>As <see cref="LiquidationFactor"/>; <see langword="null"/> where no factor does it.</returns>
    /// <remarks>Allocates scratch.</remarks>
    public double? BankruptcyFactor() => _holdings.IsEmpty ? null : OrNull(new AccountPath().Common(_legs).FirstCrossing(_collateral, 1, 0));

    /// <summary>The price of one holding at which a warning level is reached, the others held at their marks.</summary>
    /// <param name="holding">Its place in <see cref="Holdings"/>.</param>
    /// <param name="marginRatio">Maintenance over equity at the warning; above 0 and at most 1, for example 0.8.</param>
    /// <returns>Quote per base, not rounded; <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(holdings × bends). Allocates scratch.</remarks>
    public double? MarginCallPrice(int holding, double marginRatio)
    {
        Trigger.CheckRatio(marginRatio);
        return OrNull(PathOf(holding, default).FirstCrossing(_collateral - (BankruptcyFees / marginRatio), marginRatio, 1));
    }

    /// <summary>The price of one holding at which the account's equity is gone, the others held at their marks.</summary>
    /// <param name="holding">Its place in <see cref="Holdings"/>.</param>
    /// <param name="closeFeeRate">Fee of closing this holding as a fraction of its value at that price.</param>
    /// <returns>Quote per base, rounded as the venue rounds bankruptcy prices; <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(holdings × bends). Allocates scratch.</remarks>
    public double? BankruptcyPrice(int holding, double closeFeeRate = 0)
    {
        Guard.Rate(closeFeeRate);
        AccountPath path = PathOf(holding, default);
        double found = path.FirstCrossing(_collateral, 1, 0, _legOfHolding[holding], closeFeeRate);
        if (double.IsNaN(found))
        {
            return null;
        }

        MarginRules rules = _holdings[holding].Rules.For(MarginMode.Cross);
        Position position = _holdings[holding].Position;
        return new Trigger(rules).Rounded(found, position.SignedQuantity, position.EntryPrice, rules.BankruptcyRounding);
    }

    private double Rounded(int holding, double price)
    {
        MarginRules rules = _holdings[holding].Rules.For(MarginMode.Cross);
        Position position = _holdings[holding].Position;
        return new Trigger(rules).Rounded(price, position.SignedQuantity, position.EntryPrice, rules.Rounding);
    }

    private AccountPath PathOf(int holding, ReadOnlySpan<double> betas)
    {
        if ((uint)holding >= (uint)_holdings.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(holding),
                holding,
                _holdings.IsEmpty ? "the account has no holdings" : $"holding must be from 0 to {_holdings.Length - 1}, was {holding}");
        }

        CheckPerHolding(betas, nameof(betas));
        for (int i = 0; i < betas.Length; i++)
        {
            if (!double.IsFinite(betas[i]))
            {
                Throw.Row(nameof(betas), i, betas[i], "finite");
            }
        }

        return betas.IsEmpty ? new AccountPath().Symbol(_legs, SymbolOf(holding)) : new AccountPath().Symbol(_legs, SymbolOf(holding), betas);
    }

    private int SymbolOf(int holding) => _legs.All[_legOfHolding[holding]].Symbol;

    private static double? OrNull(double price) => double.IsNaN(price) ? null : price;
}
