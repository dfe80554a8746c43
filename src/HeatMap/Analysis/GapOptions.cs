using HeatMap.Internal;

namespace HeatMap;

/// <summary>What counts as a gap.</summary>
public sealed record GapOptions
{
    /// <summary>A band is thin when its notional per price is below this share of the median of the bands that hold anything on its side. Finite and &gt; 0; a quarter by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double ShareOfMedian { get; init => field = Guard.Positive(value, nameof(ShareOfMedian)); } = 0.25;

    /// <summary>The least width as a fraction of the mark. Finite and &gt;= 0; a thousandth by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double MinWidth { get; init => field = Guard.NonNegative(value, nameof(MinWidth)); } = 0.001;

    /// <summary>How far from the mark to look, as a fraction of it. Finite and &gt; 0; one by default, which is as far as the window goes below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double Within { get; init => field = Guard.Positive(value, nameof(Within)); } = 1;

    /// <summary>Which come first; the widest by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public GapOrder Order { get; init => field = Guard.Defined(value, nameof(Order)); } = GapOrder.Widest;

    internal static GapOptions Default { get; } = new();
}
