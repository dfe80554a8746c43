using HeatMap.Internal;

namespace HeatMap;

/// <summary>Where positions of a map come from.</summary>
/// <remarks><c>default</c> has no name and is refused wherever a source is taken.</remarks>
public readonly record struct MapSource
{
    /// <summary>Names a source.</summary>
    /// <param name="name">A venue, a vendor, a model; not empty and at most 200 characters.</param>
    /// <param name="isModelled">Whether its positions are estimated rather than reported.</param>
    /// <param name="asOf">The moment the positions are of, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, too long or no text.</exception>
    public MapSource(string name, bool isModelled, DateTimeOffset? asOf = null)
    {
        (Name, IsModelled, AsOf) = (Guard.Name(name), isModelled, asOf?.ToUniversalTime());
    }

    /// <summary>A venue, a vendor, a model.</summary>
    public string Name { get; }

    /// <summary>Whether its positions are estimated rather than reported.</summary>
    public bool IsModelled { get; }

    /// <summary>The moment the positions are of, in UTC; <see langword="null"/> when nobody said.</summary>
    public DateTimeOffset? AsOf { get; }

    /// <summary>For example <c>bybit, modelled, 2026-01-04 00:00Z</c>.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Name}, {(IsModelled ? "modelled" : "measured")}{(AsOf is { } asOf ? $", {asOf:yyyy-MM-dd HH:mm}Z" : "")}");
}
