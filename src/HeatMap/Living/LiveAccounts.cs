namespace HeatMap;

/// <summary>The open accounts of a <see cref="LivingMarket"/>, in the order of their handles' places.</summary>
/// <remarks>Valid while the market does not change. Allocates nothing. <c>default</c> is empty.</remarks>
public readonly ref struct LiveAccounts
{
    private readonly LivingMarket? _market;

    internal LiveAccounts(LivingMarket market) => _market = market;

    /// <summary>The accounts one after the other.</summary>
    public Enumerator GetEnumerator() => new(_market);

    /// <summary>Goes through the accounts.</summary>
    public ref struct Enumerator
    {
        private readonly LivingMarket? _market;
        private int _at = -1;

        internal Enumerator(LivingMarket? market) => _market = market;

        /// <summary>The account at which it stands.</summary>
        public readonly LiveAccount Current => _market!.AccountAt(_at);

        /// <summary>Goes to the next account; false after the last.</summary>
        public bool MoveNext()
        {
            _at = _market is null ? -1 : _market.NextAccount(_at + 1);
            return _at >= 0;
        }
    }
}
