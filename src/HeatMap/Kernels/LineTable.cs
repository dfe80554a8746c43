using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>Straight lines of requirement, <c>rate × value + constant</c>, each with the equity from which on it is the one that is met.</summary>
/// <remarks>
/// A row's free value (entry value less margin, signed as its side) tells which line is met before any price is known: the bounds of the
/// lines are ascending, one list for each side. The first line has no bound.
/// </remarks>
internal unsafe struct LineTable
{
    public const int MaxLines = 40;

    public int Count;
    public fixed double Rate[MaxLines];
    public fixed double Constant[MaxLines];
    public fixed double LongBound[MaxLines];
    public fixed double ShortBound[MaxLines];

    /// <summary>Numbers beyond this could leave the range that <see cref="Domain{S, D, L}"/> speaks of.</summary>
    private const double Most = 1e70;

    /// <summary>Begins with the line that is met where no other is.</summary>
    public void Start(double rate, double constant)
    {
        (Count, Rate[0], Constant[0]) = (1, rate, constant);
        for (int i = 1; i < MaxLines; i++)
        {
            (LongBound[i], ShortBound[i]) = (double.PositiveInfinity, double.PositiveInfinity);
        }
    }

    /// <summary>The line that a row meets, by its free value with the sign of its side.</summary>
    public readonly void Find(double size, bool isShort, out double rate, out double constant)
    {
        int line = 0;
        while (line + 1 < Count && size >= (isShort ? ShortBound[line + 1] : LongBound[line + 1]))
        {
            line++;
        }

        (rate, constant) = (Rate[line], Constant[line]);
    }

    /// <summary>Adds a line; false where its bounds are not above zero and those before, so that the rows are for the plain form.</summary>
    public bool TryAppend(double rate, double constant, double longBound, double shortBound)
    {
        bool ascends = Count == 1 ? Math.Min(longBound, shortBound) > 0 : longBound >= LongBound[Count - 1] && shortBound >= ShortBound[Count - 1];
        if (Count == MaxLines || !ascends || !(Math.Abs(constant) < Most && Math.Max(longBound, shortBound) < Most))
        {
            return false;
        }

        (Rate[Count], Constant[Count], LongBound[Count], ShortBound[Count]) = (rate, constant, longBound, shortBound);
        Count++;
        return true;
    }
}

/// <summary>Finds each row's line.</summary>
internal readonly unsafe struct LineSearch<S, D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
{
    private readonly LineTable* _table;
    private readonly D _rate0, _rate1, _constant0, _constant1, _long1, _short1;
    private readonly L _beyond;

    public LineSearch(LineTable* table)
    {
        _table = table;
        _rate0 = S.Set(table->Rate[0]);
        _rate1 = S.Set(table->Rate[1]);
        _constant0 = S.Set(table->Constant[0]);
        _constant1 = S.Set(table->Constant[1]);
        _long1 = S.Set(table->LongBound[1]);
        _short1 = S.Set(table->ShortBound[1]);

        // Added to the bits of a size, it carries into the highest bit from the lower of the two bounds on.
        long lower = BitConverter.DoubleToInt64Bits(Math.Min(table->LongBound[2], table->ShortBound[2]));
        _beyond = S.Set(lower > 0 ? long.MinValue - lower : long.MinValue);
    }

    /// <summary>The better of the first two lines, and in the highest bit of <paramref name="beyond"/> whether a further one may be met.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FindOfTwo(D free, D quantity, out D rate, out D constant, out L beyond)
    {
        D size = Size(free, quantity), bound = S.SelectNegative(quantity, _short1, _long1);
        rate = S.Select(S.GreaterOrEqual(size, bound), _rate1, _rate0);
        constant = S.Select(S.GreaterOrEqual(size, bound), _constant1, _constant0);
        beyond = S.Add(S.AsInteger(size), _beyond);
    }

    /// <summary>The line that is met, of all.</summary>
    /// <returns>How many lines some row of the group meets.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(D free, D quantity, out D rate, out D constant)
    {
        D size = Size(free, quantity);
        (rate, constant) = (_rate0, _constant0);
        int line = 1;
        for (; line < _table->Count; line++)
        {
            D met = S.GreaterOrEqual(size, S.SelectNegative(quantity, S.Set(_table->ShortBound[line]), S.Set(_table->LongBound[line])));
            if (S.Bits(met) == 0)
            {
                break;
            }

            rate = S.Select(met, S.Set(_table->Rate[line]), rate);
            constant = S.Select(met, S.Set(_table->Constant[line]), constant);
        }

        return line;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D Size(D free, D quantity) => S.Xor(free, S.And(quantity, S.Set(-0.0)));
}
