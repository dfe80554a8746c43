using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What falls and rises set off from one mark: the step functions of both sides.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class CascadeSides
{
    /// <summary>Puts two sides together.</summary>
    /// <param name="down">All falls at once.</param>
    /// <param name="up">All rises at once, from the same mark.</param>
    /// <exception cref="ArgumentException">A side has the other's direction, or the marks differ.</exception>
    public CascadeSides(CascadeThresholds down, CascadeThresholds up)
    {
        ArgumentNullException.ThrowIfNull(down);
        ArgumentNullException.ThrowIfNull(up);
        if (down.Direction != Direction.Down || up.Direction != Direction.Up)
        {
            Throw.Argument(nameof(down), $"down and up must be the thresholds of a fall and of a rise, were of {down.Direction} and {up.Direction}");
        }

        if (down.MarkPrice != up.MarkPrice)
        {
            Throw.Argument(nameof(up), string.Create(CultureInfo.InvariantCulture, $"up must have the mark of down, {down.MarkPrice}, had {up.MarkPrice}"));
        }

        Down = down;
        Up = up;
    }

    /// <summary>Falls, which meet longs.</summary>
    public CascadeThresholds Down { get; }

    /// <summary>Rises, which meet shorts.</summary>
    public CascadeThresholds Up { get; }

    /// <summary>Where price is before, quote per base.</summary>
    public double MarkPrice => Down.MarkPrice;

    /// <summary>The side of a direction.</summary>
    /// <param name="direction">Down or up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="direction"/> is not defined.</exception>
    public CascadeThresholds this[Direction direction] => Guard.Defined(direction) == Direction.Down ? Down : Up;

    /// <summary>Both sides of a ladder.</summary>
    /// <param name="model">The market's answer.</param>
    /// <param name="ladder">The liquidation levels.</param>
    /// <exception cref="ArgumentException">As for <see cref="CascadeModel.Thresholds(LiquidationLadder, Direction)"/>.</exception>
    /// <remarks>O(levels). Allocates the result.</remarks>
    public static CascadeSides Of(CascadeModel model, LiquidationLadder ladder)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model.Thresholds(ladder, Direction.Down), model.Thresholds(ladder, Direction.Up));
    }

    /// <summary>Both sides of a map.</summary>
    /// <param name="model">The market's answer.</param>
    /// <param name="map">The map.</param>
    /// <param name="edge">Where in its band notional waits.</param>
    /// <exception cref="ArgumentException">As for <see cref="CascadeModel.Thresholds(LiquidationLadder, Direction)"/>.</exception>
    /// <remarks>O(bands). Allocates the result.</remarks>
    public static CascadeSides Of(CascadeModel model, LiquidationMap map, BandEdge edge = BandEdge.Near) => Of(model, LiquidationLadder.FromMap(map, edge));

    /// <summary>Both sides in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Down.Jumps.Length} jumps down and {Up.Jumps.Length} up from {MarkPrice}");
}
