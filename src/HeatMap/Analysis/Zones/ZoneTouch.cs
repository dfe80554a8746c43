using System.Globalization;

namespace HeatMap;

/// <summary>One touch of one zone.</summary>
/// <param name="Snapshot">The place of the snapshot in which the zone was seen.</param>
/// <param name="Zone">The zone as it was then.</param>
/// <param name="TouchedUnixMs">The start of the bar that touched it, in milliseconds since 1970.</param>
/// <param name="Outcome">How price behaved afterwards.</param>
public readonly record struct ZoneTouch(int Snapshot, Zone Zone, long TouchedUnixMs, TouchOutcome Outcome)
{
    /// <summary>For example <c>2026-02-05 14:00 swept: long 68,000 to 68,400 …</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTimeOffset.FromUnixTimeMilliseconds(TouchedUnixMs):yyyy-MM-dd HH:mm} {(Outcome == TouchOutcome.Bounced ? "bounced" : Outcome == TouchOutcome.Held ? "held" : "swept")}: {Zone}");
}
