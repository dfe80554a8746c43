using HeatMap.Internal;

namespace HeatMap;

/// <summary>Choices for building a map. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record MapOptions
{
    /// <summary>The default <see cref="Quantum"/>: 2^-16, about 0.000015 of the quote unit.</summary>
    public const double DefaultQuantum = 1.0 / 65536;

    internal static MapOptions Default { get; } = new();

    /// <summary>Whether bands, tails and reasons count positions beside their notional. On by default.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>
    /// Whether rows whose liquidation price the mark has reached are kept apart as <see cref="UnplacedReason.AlreadyLiquidated"/>. On by default; off, they are
    /// placed in the band of their price like all others.
    /// </summary>
    public bool MarkTest { get; init; } = true;

    /// <summary>On how many threads a large batch may be worked at once; one by default. The result is the same, bit for bit. Small batches stay on the caller's thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init
        {
            if (value < 1)
            {
                Throw.OutOfRange(nameof(MaxDegreeOfParallelism), value, "at least 1");
            }

            field = value;
        }
    } = 1;

    /// <summary>
    /// Whether rows outside their domain are counted as <see cref="UnplacedReason.Invalid"/>. Off by default: such a row is an exception that names it,
    /// and the batch is refused as a whole.
    /// </summary>
    public bool PlaceBadRowsInUnplaced { get; init; }

    /// <summary>The worth of one unit of the map's integers, in quote: a power of two from 2^-60 to 2^60. Part of the map's identity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no such power.</exception>
    public double Quantum
    {
        get;
        init
        {
            if (!(value is >= 8.673617379884035e-19 and <= 1.152921504606847e18) || double.ScaleB(1, Math.ILogB(value)) != value)
            {
                Throw.OutOfRange(nameof(Quantum), value, "a power of two from 2^-60 to 2^60");
            }

            field = value;
        }
    } = DefaultQuantum;

    /// <summary>What the map's notional is counted in, for example USDT; <see langword="null"/> takes it from the rules of the first batch.</summary>
    /// <exception cref="ArgumentException">The value is empty, longer than 200 characters or no text.</exception>
    public string? Unit { get; init => field = value is null ? null : Guard.Name(value, nameof(Unit)); }
}
