using System.Globalization;

namespace HeatMap;

/// <summary>How the forced orders of a map lie around the mark.</summary>
/// <param name="Long">The longs, below the mark.</param>
/// <param name="Short">The shorts, above it.</param>
/// <param name="Both">All of them; its <see cref="SideShape.Skewness"/> is the skew of the map.</param>
public readonly record struct MapShape(SideShape Long, SideShape Short, SideShape Both)
{
    /// <summary>Both sides in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"long {Long}; short {Short}; skew of both {ReadingWords.Signed(Both.Skewness)}");
}
