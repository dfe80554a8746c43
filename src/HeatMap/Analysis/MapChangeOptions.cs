using HeatMap.Internal;

namespace HeatMap;

/// <summary>Choices for telling the parts of a change. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record MapChangeOptions
{
    internal static MapChangeOptions Default { get; } = new();

    /// <summary>
    /// How far notional may go and still count as moved, as a fraction of the price of the band it leaves; &gt;= 0 and &lt; 1. 0.005 by default: two bands of the default grid. Zero lets nothing move.
    /// </summary>
    /// <remarks>Added margin and funding shift a liquidation price by little. A wider reach would call a position that closed and another that opened nearby one that moved.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double MoveWithin { get; init => field = Guard.Rate(value, nameof(MoveWithin)); } = 0.005;
}
