namespace HeatMap.Cli.Input;

/// <summary>Remembers what was made for a key: the last at hand, because lines that follow each other are mostly alike.</summary>
internal sealed class Memo<TKey, TValue>(Func<TKey, TValue> make)
    where TKey : struct, IEquatable<TKey>
    where TValue : class
{
    /// <summary>A file may give every line rules of its own: what is remembered stays small.</summary>
    private const int Most = 4096;

    private readonly Dictionary<TKey, TValue> _known = [];
    private (TKey Key, TValue? Value) _last;

    /// <summary>What was made for an equal key before, or is made now; what <c>make</c> throws is not remembered.</summary>
    public TValue Get(in TKey key)
    {
        if (_last.Value is { } last && _last.Key.Equals(key))
        {
            return last;
        }

        if (!_known.TryGetValue(key, out TValue? value))
        {
            value = make(key);
            if (_known.Count >= Most)
            {
                _known.Clear();
            }

            _known.Add(key, value);
        }

        _last = (key, value);
        return value;
    }
}
