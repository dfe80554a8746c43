using System.Globalization;

namespace HeatMap;

/// <summary>A stretch of prices on one side of the mark where few forced orders of that side wait.</summary>
/// <remarks><c>default</c> is no gap.</remarks>
public readonly record struct Gap
{
    /// <summary>Long for a stretch below the mark, short for one above it.</summary>
    public Side Side { get; init; }

    /// <summary>The prices of the stretch, quote per base: whole bands, cut at the mark and at <see cref="GapOptions.Within"/>.</summary>
    public PriceRange Range { get; init; }

    /// <summary>The mark of the map, quote per base.</summary>
    public double MarkPrice { get; init; }

    /// <summary>What waits within, in the map's unit; bands that are cut count in full.</summary>
    public double Notional { get; init; }

    /// <summary>Whether the stretch ends only with the window of the map or with <see cref="GapOptions.Within"/>, so that it may go on.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The width, quote per base.</summary>
    public double Width => Range.High - Range.Low;

    /// <summary>The width as a fraction of the mark.</summary>
    public double WidthFraction => Width / MarkPrice;

    /// <summary>How far price must move to get there, as a fraction of the mark; zero where the stretch begins at it.</summary>
    public double Distance => Math.Max(0, Math.Max(Range.Low - MarkPrice, MarkPrice - Range.High)) / MarkPrice;

    /// <summary>For example <c>below 57,000 to 58,900 (3.04 % wide, 5.6 % away): 120k</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Side == Side.Long ? "below" : "above")} {CompactNumber.Price(Range.Low)} to {CompactNumber.Price(Range.High)} ({CompactNumber.Fraction(WidthFraction)} wide, {CompactNumber.Fraction(Distance)} away): {CompactNumber.Notional(Notional)}{(IsOpen ? ", open end" : "")}");
}
