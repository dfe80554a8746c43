using HeatMap.Cascades;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Cascading;

/// <summary>What comes from outside, as the user says it.</summary>
/// <param name="Fraction">A move as a fraction of the mark; null without one.</param>
/// <param name="To">The price to which it moves; null without one.</param>
/// <param name="Volume">Base traded then; null without any.</param>
/// <param name="Direction">Which way; null where the move tells.</param>
internal sealed record ShockSettings(double? Fraction, double? To, double? Volume, Direction? Direction)
{
    /// <summary>The shock from a mark.</summary>
    /// <exception cref="ToolException">It leads nowhere, or two ways at once.</exception>
    public Shock At(double markPrice)
    {
        if (To == markPrice)
        {
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--to {To} is the mark: price does not move"));
        }

        Direction? moves = Fraction is { } fraction ? fraction < 0 ? HeatMap.Direction.Down : HeatMap.Direction.Up
            : To is { } to ? to < markPrice ? HeatMap.Direction.Down : HeatMap.Direction.Up
            : null;
        if (moves is not null && Direction is not null && moves != Direction)
        {
            throw ToolException.Usage(string.Create(
                CultureInfo.InvariantCulture,
                $"--direction {NameOf(Direction.Value)} does not go with {(To is { } price ? $"--to {price}" : "--shock")}, which goes {NameOf(moves.Value)} from the mark, {markPrice}"));
        }

        Direction direction = moves ?? Direction ?? HeatMap.Direction.Down;
        try
        {
            Shock move = Fraction is { } by ? Shock.Move(by)
                : To is { } there ? Shock.MoveTo(there, direction)
                : Shock.Volume(direction, 0);
            Shock shock = move.WithVolume(Volume ?? 0);
            _ = shock.PriceFrom(markPrice);
            return shock;
        }
        catch (ArgumentException error)
        {
            throw ToolException.Usage($"the shock cannot be: {Message.Of(error)}");
        }
    }

    public static string NameOf(Direction direction) => direction == HeatMap.Direction.Down ? "down" : "up";
}
