using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What simulated paths of the price did to a market with liquidations.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed class SimulatedCascades
{
    internal SimulatedCascades(CascadeSides sides, CascadeSimulationOptions options, int steps, PathColumns columns)
    {
        int pairDistance = options.Antithetic ? PathColumns.PairDistance : 0;
        MarkPrice = sides.MarkPrice;
        Options = options;
        Steps = steps;
        Down = new(sides.Down, columns.Down, pairDistance);
        Up = new(sides.Up, columns.Up, pairDistance);
        EndMove = columns.EndMoves is { } moves ? new(moves, pairDistance) : null;
    }

    /// <summary>Where all paths start, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>What was asked for.</summary>
    public CascadeSimulationOptions Options { get; }

    /// <summary>How many paths there are.</summary>
    public int Paths => Down.Depth.Count;

    /// <summary>How many steps a path has.</summary>
    public int Steps { get; }

    /// <summary>Falls, and the longs that they liquidate.</summary>
    public SimulatedSide Down { get; }

    /// <summary>Rises, and the shorts that they liquidate.</summary>
    public SimulatedSide Up { get; }

    /// <summary>Where paths end, cascades of both sides included: the change of price as a fraction of the mark. Null for shocks, whose two sides know nothing of each other.</summary>
    public SimulatedDistribution? EndMove { get; }

    /// <summary>The side of a direction.</summary>
    /// <param name="direction">Down or up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="direction"/> is not defined.</exception>
    public SimulatedSide this[Direction direction] => Guard.Defined(direction) == Direction.Down ? Down : Up;

    /// <summary>Both sides in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Paths} paths from {MarkPrice}; {Down}; {Up}");
}
