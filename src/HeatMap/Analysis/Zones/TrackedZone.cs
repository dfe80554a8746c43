using System.Globalization;

namespace HeatMap;

/// <summary>A zone with an identity that lasts from snapshot to snapshot.</summary>
/// <param name="Id">Given once, from 1 on.</param>
/// <param name="Zone">As it is now.</param>
/// <param name="Snapshots">In how many snapshots it was seen, this one included.</param>
public readonly record struct TrackedZone(int Id, Zone Zone, int Snapshots)
{
    /// <summary>For example <c>#3 long 58,900 to 59,300 …</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Id} {Zone}");
}
