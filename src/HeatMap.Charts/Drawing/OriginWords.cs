using System.Collections.Immutable;

namespace HeatMap.Charts.Drawing;

/// <summary>Where numbers come from, in words.</summary>
internal static class OriginWords
{
    /// <summary>One word; null where nobody said.</summary>
    public static string? Of(MapOrigin origin) => origin switch
    {
        MapOrigin.Measured => "measured",
        MapOrigin.Modelled => "modelled",
        MapOrigin.Mixed => "measured and modelled",
        _ => null,
    };

    /// <summary>A sentence that names the sources; null where nobody said.</summary>
    public static string? Sources(MapOrigin origin, ImmutableArray<MapSource> sources)
    {
        if (Of(origin) is not { } word)
        {
            return null;
        }

        string[] names = [.. sources.Select(static s => s.AsOf is { } time ? $"{s.Name} (as of {Ticks.Time(time.ToUnixTimeMilliseconds(), TimeSpan.FromMinutes(1))} UTC)" : s.Name).Distinct(StringComparer.Ordinal)];
        string more = names.Length > 6 ? $" and {names.Length - 6} more" : "";
        return $"Positions are {word}{(names.Length > 0 ? ": " + string.Join(", ", names.Take(6)) + more : "")}.";
    }
}
