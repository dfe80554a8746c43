using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What price did when it touched zones, against what it did at the same distance where there were none.</summary>
/// <remarks>
/// <para>The rule. The zones of a snapshot count until the next one, for the last until the bars end. A zone that the mark is in, or beyond, does not count. It is touched by the first bar
/// that reaches its near edge. From then on, within the horizon, the outcome is: swept when a bar reaches the far edge; bounced when a later bar goes back from the near edge by the rebound (the width of the zone, at least
/// <see cref="TouchStudyOptions.MinRebound"/>) and no bar up to it reached the far edge; held when neither came. A bar that does both counts as swept. A touch whose horizon the bars do not cover (no bar starts at its end or later) is left out with its zone, also
/// where its outcome came before they end: else quick outcomes would count more than slow ones.</para>
/// <para>The placebo. For every zone that counts, the range at the same side, log distance and log width is looked at from every other snapshot, where it lies in the window and overlaps no zone of that side; by the same rule. Each
/// zone's placebos weigh one together. A zone matters only as far as its row differs from its placebo.</para>
/// <para>Touches that follow each other within hours are not independent: the counts say how much there is, not how sure it is.</para>
/// </remarks>
public sealed class TouchStudy
{
    private TouchStudy(ImmutableArray<TouchRow> rows, ImmutableArray<ZoneTouch> touches, int leftOut) => (Rows, Touches, LeftOut) = (rows, touches, leftOut);

    /// <summary>A row for each side and class that has zones: longs first, then by width, then by density.</summary>
    public ImmutableArray<TouchRow> Rows { get; }

    /// <summary>Every touch of a zone, in order of snapshot, longs first, of each side the most prominent first.</summary>
    public ImmutableArray<ZoneTouch> Touches { get; }

    /// <summary>Zones that were touched so near the end of the bars that these do not cover the horizon.</summary>
    public int LeftOut { get; }

    /// <summary>What happened at all zones of a side, or of both.</summary>
    /// <param name="side">Long or short; <see langword="null"/> for both.</param>
    public TouchTally AtZones(Side? side = null) => Sum(side, static r => r.Zones);

    /// <summary>What happened at all placebos of a side, or of both.</summary>
    /// <param name="side">Long or short; <see langword="null"/> for both.</param>
    public TouchTally AtPlacebos(Side? side = null) => Sum(side, static r => r.Placebo);

    /// <summary>Looks at what price did after each snapshot.</summary>
    /// <param name="maps">Snapshots in order of time.</param>
    /// <param name="timeUnixMs">When each was taken, in milliseconds since 1970; rising.</param>
    /// <param name="bars">Bars of the mark, each with the time of its start. A bar counts for the snapshots taken at or before its start.</param>
    /// <param name="options">How to count; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The columns differ in length, times do not rise, or a bar is outside its domain.</exception>
    /// <remarks>O(zones × snapshots × bars until the next snapshot and of a horizon). Allocates.</remarks>
    public static TouchStudy Of(ReadOnlySpan<LiquidationMap> maps, ReadOnlySpan<long> timeUnixMs, MarkColumns bars, TouchStudyOptions? options = null)
    {
        if (timeUnixMs.Length != maps.Length)
        {
            Throw.Argument(nameof(timeUnixMs), $"timeUnixMs must have a row for each of {maps.Length} maps, had {timeUnixMs.Length}");
        }

        for (int i = 0; i < maps.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(maps[i], nameof(maps));
            RequireRising(timeUnixMs, i, nameof(timeUnixMs));
        }

        for (int i = 0; i < bars.Count; i++)
        {
            RequireRising(bars.TimeUnixMs, i, nameof(bars));
            if (!(bars.Low[i] > 0 && bars.Low[i] <= bars.High[i] && bars.High[i] < double.PositiveInfinity))
            {
                Throw.Argument(nameof(bars), string.Create(CultureInfo.InvariantCulture, $"row {i}: bars must be finite with 0 < low <= high, was {bars.Low[i]} to {bars.High[i]}"));
            }
        }

        var count = new TouchCount(maps, timeUnixMs, bars, options ?? TouchStudyOptions.Default);
        count.Run();
        return new(count.Rows(), [.. count.Touches], count.LeftOut);
    }

    /// <summary>All zones against all placebos.</summary>
    public override string ToString() => $"zones {AtZones()}; placebo {AtPlacebos()}";

    private static void RequireRising(ReadOnlySpan<long> times, int i, string name)
    {
        if (i > 0 && times[i] <= times[i - 1])
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"row {i}: times of {name} must rise, was {times[i]} after {times[i - 1]}"));
        }
    }

    private TouchTally Sum(Side? side, Func<TouchRow, TouchTally> of)
    {
        var sum = default(TouchTally);
        foreach (TouchRow row in Rows)
        {
            sum += side is null || row.Side == side ? of(row) : default;
        }

        return sum;
    }
}
