using FsCheck;
using FsCheck.Fluent;

namespace HeatMap.Tests.Properties;

/// <summary>What a property draws: a seed and some row numbers. Everything else is made from the two, so that it shrinks by dropping rows.</summary>
public readonly record struct Draw(int Seed, int Skip, int Count)
{
    /// <summary>Up to a number of rows; a failing draw shrinks to fewer rows, from either end.</summary>
    public static Arbitrary<Draw> Rows(int most) => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        from count in Gen.Choose(1, most)
        select new Draw(seed, 0, count),
        Shrink);

    /// <summary>A single row.</summary>
    public static Arbitrary<Draw> One { get; } = Rows(1);

    /// <summary>Dice for the whole draw.</summary>
    public Dice Dice => new(Seed, -1);

    public T[] Make<T>(Func<Dice, T> make)
    {
        (int seed, int skip) = (Seed, Skip);
        return [.. Enumerable.Range(skip, Count).Select(row => make(new Dice(seed, row)))];
    }

    private static IEnumerable<Draw> Shrink(Draw draw)
    {
        (int half, int rest) = (draw.Count / 2, draw.Count - (draw.Count / 2));
        if (half > 0)
        {
            yield return draw with { Count = half };
            yield return draw with { Skip = draw.Skip + half, Count = rest };
            yield return draw with { Count = draw.Count - 1 };
            yield return draw with { Skip = draw.Skip + 1, Count = draw.Count - 1 };
        }
    }
}

/// <summary>A small seeded stream of numbers (splitmix64): the same for a seed and row on every machine.</summary>
public sealed class Dice(int seed, int row)
{
    private ulong _state = ((ulong)(uint)seed << 32) ^ ((ulong)(uint)row * 0x9E3779B97F4A7C15UL);

    /// <summary>From 0 to just below 1.</summary>
    public double Unit()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>Every magnitude as likely as the others.</summary>
    public double Magnitude(double low, double high) => low * Math.Pow(high / low, Unit());

    public int Whole(int low, int high) => low + (int)(Unit() * (high - low + 1));

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[(int)(Unit() * choices.Length)];
}
