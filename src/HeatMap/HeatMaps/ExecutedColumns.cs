using HeatMap.Internal;

namespace HeatMap;

/// <summary>Liquidations that were executed, as columns that the caller owns.</summary>
/// <remarks>The view copies nothing and checks only lengths; whoever computes with it checks the values. <c>default</c> has no rows.</remarks>
public readonly ref struct ExecutedColumns
{
    /// <summary>Makes a view of columns of equal length.</summary>
    /// <param name="timeUnixMs">When it was executed, in milliseconds since 1970; does not go back to an earlier interval.</param>
    /// <param name="price">At which price, quote per base; finite and &gt; 0.</param>
    /// <param name="signedNotional">
    /// Value in quote with the sign of the side of the position that was liquidated, longs positive; finite and not zero. Beware of venues that report the side of the order: a forced sale
    /// liquidates a long.
    /// </param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public ExecutedColumns(ReadOnlySpan<long> timeUnixMs, ReadOnlySpan<double> price, ReadOnlySpan<double> signedNotional)
    {
        if (price.Length != timeUnixMs.Length)
        {
            Throw.Argument(nameof(price), $"price must have as many rows as timeUnixMs ({timeUnixMs.Length}), had {price.Length}");
        }

        if (signedNotional.Length != timeUnixMs.Length)
        {
            Throw.Argument(nameof(signedNotional), $"signedNotional must have as many rows as timeUnixMs ({timeUnixMs.Length}), had {signedNotional.Length}");
        }

        TimeUnixMs = timeUnixMs;
        Price = price;
        SignedNotional = signedNotional;
    }

    /// <summary>Milliseconds since 1970.</summary>
    public ReadOnlySpan<long> TimeUnixMs { get; }

    /// <summary>Quote per base.</summary>
    public ReadOnlySpan<double> Price { get; }

    /// <summary>Value in quote with the sign of the liquidated side.</summary>
    public ReadOnlySpan<double> SignedNotional { get; }

    /// <summary>The number of liquidations.</summary>
    public int Count => TimeUnixMs.Length;
}
