using System.Globalization;

namespace HeatMap;

/// <summary>What a <see cref="BuildUpTracker"/> says after a change.</summary>
/// <param name="TimeUnixMs">When, in milliseconds since 1970.</param>
/// <param name="Long">The longs.</param>
/// <param name="Short">The shorts.</param>
/// <param name="History">How many changes the window holds, this one included.</param>
/// <param name="Trend">The verdict; <see langword="null"/> with too little history.</param>
public readonly record struct BuildUpReading(long TimeUnixMs, SideBuildUp Long, SideBuildUp Short, int History, BuildUpTrend? Trend)
{
    /// <summary>For example <c>longs building while shorts decline</c>.</summary>
    public override string ToString() => Trend switch
    {
        BuildUpTrend.Steady => "steady",
        BuildUpTrend.LongsBuilding => "longs building",
        BuildUpTrend.ShortsBuilding => "shorts building",
        BuildUpTrend.BothBuilding => "both sides building",
        BuildUpTrend.LongsDeclining => "longs declining",
        BuildUpTrend.ShortsDeclining => "shorts declining",
        BuildUpTrend.BothDeclining => "both sides declining",
        BuildUpTrend.LongsBuildingShortsDeclining => "longs building while shorts decline",
        BuildUpTrend.ShortsBuildingLongsDeclining => "shorts building while longs decline",
        _ => string.Create(CultureInfo.InvariantCulture, $"too little history: {History}"),
    };
}
