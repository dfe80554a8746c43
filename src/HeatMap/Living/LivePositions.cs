namespace HeatMap;

/// <summary>The open positions of a <see cref="LivingMap"/>, in the order of their handles' places.</summary>
/// <remarks>Valid while the map does not change. Allocates nothing. <c>default</c> is empty.</remarks>
public readonly ref struct LivePositions
{
    private readonly LivingMap? _map;

    internal LivePositions(LivingMap map) => _map = map;

    /// <summary>The positions one after the other.</summary>
    public Enumerator GetEnumerator() => new(_map);

    /// <summary>Goes through the positions.</summary>
    public ref struct Enumerator
    {
        private readonly LivingMap? _map;
        private uint _next;

        internal Enumerator(LivingMap? map) => _map = map;

        /// <summary>The position at which it stands.</summary>
        /// <exception cref="InvalidOperationException">It stands before the first position or after the last.</exception>
        public readonly LivePosition Current => _next == 0 || _map is null || _map.IsEnd(_next - 1)
            ? throw new InvalidOperationException("the enumerator stands at no position")
            : _map.At(_next - 1);

        /// <summary>Goes to the next position; false after the last.</summary>
        public bool MoveNext()
        {
            if (_map is null)
            {
                return false;
            }

            _next = _map.NextLive(_next) + 1;
            return !_map.IsEnd(_next - 1);
        }
    }
}
