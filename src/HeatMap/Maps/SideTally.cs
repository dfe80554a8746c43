using System.Globalization;

namespace HeatMap;

/// <summary>Notional and number of positions of each side, exact.</summary>
/// <remarks>
/// Sums are whole units of <see cref="Quantum"/>, so adding is exact in any order. Quote values are <c>units × quantum</c>, rounded once to
/// a double. <c>default</c> is an empty tally.
/// </remarks>
public readonly record struct SideTally
{
    internal SideTally(Int128 longUnits, Int128 shortUnits, long longCount, long shortCount, double quantum, long unsidedCount = 0)
    {
        LongUnits = longUnits;
        ShortUnits = shortUnits;
        LongCount = longCount;
        ShortCount = shortCount;
        UnsidedCount = unsidedCount;
        Quantum = quantum;
    }

    /// <summary>Notional of the longs in units of <see cref="Quantum"/>.</summary>
    public Int128 LongUnits { get; }

    /// <summary>Notional of the shorts in units of <see cref="Quantum"/>.</summary>
    public Int128 ShortUnits { get; }

    /// <summary>Number of longs; zero in a map that keeps no counts.</summary>
    public long LongCount { get; }

    /// <summary>Number of shorts; zero in a map that keeps no counts.</summary>
    public long ShortCount { get; }

    /// <summary>Number of invalid rows, whose side is not known; counted in every map, because they leave no other trace.</summary>
    public long UnsidedCount { get; }

    /// <summary>The worth of one unit.</summary>
    public double Quantum { get; }

    /// <summary>Notional of the longs.</summary>
    public double Long => (double)LongUnits * Quantum;

    /// <summary>Notional of the shorts.</summary>
    public double Short => (double)ShortUnits * Quantum;

    /// <summary>Notional of both sides.</summary>
    public double Notional => (double)(LongUnits + ShortUnits) * Quantum;

    /// <summary>Number of positions.</summary>
    public long Count => LongCount + ShortCount + UnsidedCount;

    /// <summary>Both tallies together; exact.</summary>
    /// <remarks>The quantum is that of the one that has any, so an empty tally can be added to anything.</remarks>
    /// <exception cref="ArgumentException">The quanta differ.</exception>
    public static SideTally operator +(SideTally x, SideTally y)
    {
        if (x.Quantum != y.Quantum && x != default && y != default)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"tallies of quantum {x.Quantum} and {y.Quantum} cannot be added"), nameof(y));
        }

        return new(
            x.LongUnits + y.LongUnits,
            x.ShortUnits + y.ShortUnits,
            x.LongCount + y.LongCount,
            x.ShortCount + y.ShortCount,
            x == default ? y.Quantum : x.Quantum,
            x.UnsidedCount + y.UnsidedCount);
    }

    /// <summary>Both tallies together; exact.</summary>
    public static SideTally Add(SideTally left, SideTally right) => left + right;

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"long {Long:N0} ({LongCount:N0}), short {Short:N0} ({ShortCount:N0}){(UnsidedCount > 0 ? $", {UnsidedCount:N0} without a side" : "")}");
}
