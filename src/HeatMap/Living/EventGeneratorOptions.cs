using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What stream of events to make up. The defaults look like a liquid perpetual of a large coin.</summary>
public sealed record EventGeneratorOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>Which stream: equal options give equal events, on every machine.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The first mark, quote per base. Later marks stay within a hundredth and a hundred times of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and &gt; 0.</exception>
    public double StartPrice { get; init => field = Guard.Positive(value, nameof(StartPrice)); } = 60_000;

    /// <summary>The time of the first mark in milliseconds since 1970; 2026-01-01 by default. In the years 1970 to 4000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside these years.</exception>
    public long StartTimeUnixMs
    {
        get;
        init
        {
            if (value is < 0 or > 64_092_211_200_000)
            {
                Throw.OutOfRange(nameof(StartTimeUnixMs), value, "in milliseconds, in the years 1970 to 4000");
            }

            field = value;
        }
    } = 1_767_225_600_000;

    /// <summary>Time between two marks; one second by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from a millisecond to a year.</exception>
    public TimeSpan MarkInterval { get; init => field = Span(value); } = TimeSpan.FromSeconds(1);

    /// <summary>Time between two fundings; eight hours by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from a millisecond to a year.</exception>
    public TimeSpan FundingInterval { get; init => field = Span(value); } = TimeSpan.FromHours(8);

    /// <summary>Standard deviation of a day's move without jumps, as a fraction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a fraction &gt;= 0 and &lt; 1.</exception>
    public double DailyVolatility { get; init => field = Guard.Rate(value, nameof(DailyVolatility)); } = 0.03;

    /// <summary>How often a day the mark jumps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and &gt;= 0.</exception>
    public double JumpsPerDay { get; init => field = Guard.NonNegative(value, nameof(JumpsPerDay)); } = 6;

    /// <summary>How far a jump typically goes, as a fraction of the price; some go much farther.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a fraction &gt;= 0 and &lt; 1.</exception>
    public double JumpSize { get; init => field = Guard.Rate(value, nameof(JumpSize)); } = 0.006;

    /// <summary>How often a day the low or the high reaches far beyond the marks around it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and &gt;= 0.</exception>
    public double WicksPerDay { get; init => field = Guard.NonNegative(value, nameof(WicksPerDay)); } = 48;

    /// <summary>How far a wick typically reaches, as a fraction of the price.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a fraction &gt;= 0 and &lt; 1.</exception>
    public double WickSize { get; init => field = Guard.Rate(value, nameof(WickSize)); } = 0.002;

    /// <summary>About how many positions are open at a time; the stream begins with opening so many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to 100,000,000.</exception>
    public int Positions
    {
        get;
        init
        {
            if (value is < 1 or > 100_000_000)
            {
                Throw.OutOfRange(nameof(Positions), value, "from 1 to 100000000");
            }

            field = value;
        }
    } = 1_000;

    /// <summary>How many events of positions lie between two marks, on average.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to a million.</exception>
    public double ChangesPerMark
    {
        get;
        init
        {
            if (!(value is >= 0 and <= 1e6))
            {
                Throw.OutOfRange(nameof(ChangesPerMark), value, "from 0 to a million");
            }

            field = value;
        }
    } = 4;

    /// <summary>The value of a position at its entry that half of all positions have; a few have a thousand times as much.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and &gt; 0.</exception>
    public double MedianValue { get; init => field = Guard.Positive(value, nameof(MedianValue)); } = 2_500;

    /// <summary>The highest leverage that positions have; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and at least 1.</exception>
    public double MaxLeverage
    {
        get;
        init
        {
            if (!(value is >= 1 and < double.PositiveInfinity))
            {
                Throw.OutOfRange(nameof(MaxLeverage), value, "finite and at least 1");
            }

            field = value;
        }
    } = 100;

    /// <summary>How many layers positions are spread over; 1 for a map without layers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to 255.</exception>
    public int Layers
    {
        get;
        init
        {
            if (value is < 1 or > 255)
            {
                Throw.OutOfRange(nameof(Layers), value, "from 1 to 255");
            }

            field = value;
        }
    } = 1;

    private static TimeSpan Span(TimeSpan value, [CallerMemberName] string name = "")
    {
        if (value < TimeSpan.FromMilliseconds(1) || value > Longest)
        {
            Throw.OutOfRange(name, value.TotalMilliseconds, "from 1 millisecond to a year");
        }

        return value;
    }
}
