using HeatMap.Internal;

namespace HeatMap;

/// <summary>What a mark of a <see cref="LivingMarket"/> liquidated: its orders, and the accounts that broke.</summary>
/// <remarks>
/// <para>First come the rows that the mark crossed in its contract, in ascending order of price, then of handle: isolated positions, and those of accounts. Then come the other positions of the
/// accounts that broke, account by account, each in the order in which they were opened. Accounts come in the order of their first crossed row; those that were due without one
/// come after these, in the order of their handles' places.</para>
/// <para>Valid until the next change of the market or of the contract's map: it is read from the memory that positions had. Using it later is an exception. Allocates nothing. <c>default</c> is empty.</para>
/// </remarks>
public readonly ref struct MarketReport
{
    private readonly LivingMarket? _market;
    private readonly int _contract, _crossed;
    private readonly long _changes, _mapChanges;

    internal MarketReport(LivingMarket market, int contract, int crossed, int followed, int accounts, long changes, long mapChanges)
    {
        (_market, _contract, _crossed, _changes, _mapChanges) = (market, contract, crossed, changes, mapChanges);
        (Count, AccountCount) = (crossed + followed, accounts);
    }

    /// <summary>How many positions were liquidated.</summary>
    public int Count { get; }

    /// <summary>How many accounts broke.</summary>
    public int AccountCount { get; }

    /// <summary>One order.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order.</exception>
    /// <exception cref="InvalidOperationException">The market has changed since.</exception>
    public MarketOrder this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            _market!.CheckReport(_contract, _changes, _mapChanges);
            return _market.Order(_contract, _crossed, index);
        }
    }

    /// <summary>One of the accounts that broke.</summary>
    /// <param name="index">From 0 to <see cref="AccountCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    /// <exception cref="InvalidOperationException">The market has changed since.</exception>
    public AccountLiquidation Account(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, AccountCount);
        _market!.CheckReport(_contract, _changes, _mapChanges);
        return _market.BrokenAt(index);
    }

    /// <summary>Copies the orders.</summary>
    /// <param name="destination">At least <see cref="Count"/> places.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="InvalidOperationException">The market has changed since.</exception>
    public void CopyTo(Span<MarketOrder> destination)
    {
        if (destination.Length < Count)
        {
            Throw.Argument(nameof(destination), $"destination must hold {Count} orders, has room for {destination.Length}");
        }

        for (int i = 0; i < Count; i++)
        {
            destination[i] = this[i];
        }
    }

    /// <summary>The orders as an array of their own.</summary>
    /// <exception cref="InvalidOperationException">The market has changed since.</exception>
    /// <remarks>Allocates exactly the result.</remarks>
    public MarketOrder[] ToArray()
    {
        var orders = new MarketOrder[Count];
        CopyTo(orders);
        return orders;
    }

    /// <summary>The accounts that broke, as an array of their own.</summary>
    /// <exception cref="InvalidOperationException">The market has changed since.</exception>
    /// <remarks>Allocates exactly the result.</remarks>
    public AccountLiquidation[] AccountsToArray()
    {
        var accounts = new AccountLiquidation[AccountCount];
        for (int i = 0; i < accounts.Length; i++)
        {
            accounts[i] = Account(i);
        }

        return accounts;
    }

    /// <summary>The orders one after the other.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through the orders.</summary>
    public ref struct Enumerator
    {
        private readonly MarketReport _report;
        private int _index;

        internal Enumerator(MarketReport report)
        {
            _report = report;
            _index = -1;
        }

        /// <summary>The order at which it stands.</summary>
        public readonly MarketOrder Current => _report[_index];

        /// <summary>Goes to the next order; false after the last.</summary>
        public bool MoveNext() => ++_index < _report.Count;
    }
}
