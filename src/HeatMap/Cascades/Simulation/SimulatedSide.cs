using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What simulated paths did to one side of the mark.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class SimulatedSide
{
    private readonly int[] _levels;
    private readonly int _pairDistance;

    internal SimulatedSide(CascadeThresholds thresholds, SideColumns columns, int pairDistance)
    {
        _levels = columns.Levels;
        _pairDistance = pairDistance;
        Thresholds = thresholds;
        Depth = new(columns.Depth, pairDistance);
        Overshoot = new(columns.Overshoot, pairDistance);
        Quantity = ByLevels(thresholds.Side.CumulativeQuantity);
        Notional = ByLevels(thresholds.Side.CumulativeNotional);
        (long liquidated, long cascaded) = (0, 0);
        for (int path = 0; path < _levels.Length; path++)
        {
            liquidated += _levels[path] > 0 ? 1 : 0;
            cascaded += _levels[path] > columns.BareLevels[path] ? 1 : 0;
        }

        Liquidated = SimulatedDistribution.ShareOf(liquidated, _levels.Length);
        Cascaded = SimulatedDistribution.ShareOf(cascaded, _levels.Length);
    }

    /// <summary>What paths ran into.</summary>
    public CascadeThresholds Thresholds { get; }

    /// <summary>Which way price went.</summary>
    public Direction Direction => Thresholds.Direction;

    /// <summary>How far price went in this direction at most, cascades included: a fraction of the mark, &gt;= 0.</summary>
    public SimulatedDistribution Depth { get; }

    /// <summary>
    /// How much farther than without any liquidation: a fraction of the mark. Zero where nothing was liquidated. Of walks it is below zero where the cascade of the other side took price away first.
    /// </summary>
    public SimulatedDistribution Overshoot { get; }

    /// <summary>Base liquidated.</summary>
    public SimulatedDistribution Quantity { get; }

    /// <summary>Quote liquidated, at liquidation prices.</summary>
    public SimulatedDistribution Notional { get; }

    /// <summary>The share of paths that liquidated anybody.</summary>
    public SimulatedValue Liquidated { get; }

    /// <summary>The share of paths with a cascade: more was liquidated than price had met without the impact of liquidations.</summary>
    public SimulatedValue Cascaded { get; }

    /// <summary>How many levels each path liquidated, in the order of paths.</summary>
    public ReadOnlySpan<int> Levels => _levels;

    /// <summary>The distribution of anything that hangs on how much is liquidated, such as bad debt or fees.</summary>
    /// <param name="values">What it comes to after so many levels, from none to all: one number more than there are levels. None is NaN.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> has another length, or a value is NaN.</exception>
    /// <remarks>O(paths × log paths). Allocates the result.</remarks>
    public SimulatedDistribution ByLevels(ReadOnlySpan<double> values)
    {
        if (values.Length != Thresholds.Side.Count + 1)
        {
            Throw.Argument(nameof(values), $"values must have one place more than levels, {Thresholds.Side.Count + 1}, had {values.Length}");
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                Throw.Row(nameof(values), i, values[i], "a number");
            }
        }

        var byPath = new double[_levels.Length];
        for (int path = 0; path < byPath.Length; path++)
        {
            byPath[path] = values[_levels[path]];
        }

        return new(byPath, _pairDistance);
    }

    /// <summary>The side in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Direction}: {Liquidated.Value * 100:0.00} % of paths liquidate, {Cascaded.Value * 100:0.00} % cascade; depth 99 % {Depth.Quantile(0.99) * 100:0.00} %");
}
