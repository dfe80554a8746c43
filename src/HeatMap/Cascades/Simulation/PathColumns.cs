namespace HeatMap.Cascades;

/// <summary>What became of each path, written by index, so that threads cannot matter.</summary>
internal sealed class PathColumns(int paths, bool hasEnds)
{
    /// <summary>How far apart the two paths of an antithetic pair are.</summary>
    public const int PairDistance = 16;

    public SideColumns Down { get; } = new(paths);

    public SideColumns Up { get; } = new(paths);

    public double[]? EndMoves { get; } = hasEnds ? new double[paths] : null;
}

/// <summary>One side of it.</summary>
internal sealed class SideColumns(int paths)
{
    /// <summary>How far price went, and how much farther than by itself: fractions of the mark.</summary>
    public double[] Depth { get; } = new double[paths];

    public double[] Overshoot { get; } = new double[paths];

    /// <summary>Levels that are liquidated, and levels that price had met without the impact of liquidations.</summary>
    public int[] Levels { get; } = new int[paths];

    public int[] BareLevels { get; } = new int[paths];
}
