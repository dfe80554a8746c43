namespace HeatMap;

/// <summary>The positions of an account of a <see cref="LivingMarket"/>, in the order in which they were opened.</summary>
/// <remarks>Valid while the market does not change. Allocates nothing. <c>default</c> is empty.</remarks>
public readonly ref struct LiveHoldings
{
    private readonly LivingMarket? _market;
    private readonly int _first;

    internal LiveHoldings(LivingMarket market, int first) => (_market, _first) = (market, first);

    /// <summary>The positions one after the other.</summary>
    public Enumerator GetEnumerator() => new(_market, _first);

    /// <summary>Goes through the positions.</summary>
    public ref struct Enumerator
    {
        private readonly LivingMarket? _market;
        private int _next, _at;

        internal Enumerator(LivingMarket? market, int first) => (_market, _next) = (market, market is null ? -1 : first);

        /// <summary>The position at which it stands.</summary>
        public readonly LiveHolding Current => _market!.At(_at);

        /// <summary>Goes to the next position; false after the last.</summary>
        public bool MoveNext()
        {
            if (_next < 0)
            {
                return false;
            }

            _at = _next;
            _next = _market!.NextHolding(_at);
            return true;
        }
    }
}
