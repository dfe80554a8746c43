using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What a shock liquidates in each band: by itself, and with the cascade it sets off.</summary>
public sealed class CascadeBands
{
    private readonly double[] _static, _cascade;

    internal CascadeBands(BandGrid grid, double[] before, double[] after)
    {
        Grid = grid;
        _static = before;
        _cascade = after;
    }

    /// <summary>What the first levels of a side hold in each band, for a number of them that the shock reaches by itself and a number in all.</summary>
    internal static CascadeBands Of(BandGrid grid, LadderSide side, int staticLevels, int levels)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (side.Grid is { } own && !own.Equals(grid))
        {
            Throw.Argument(nameof(grid), $"grid must be that of the map, {own}, because its levels are bands; was {grid}");
        }

        var before = new double[grid.Count];
        var after = new double[grid.Count];
        for (int i = 0; i < Math.Max(staticLevels, levels); i++)
        {
            int band = side.IsOfPositions ? grid.IndexOf(side.Prices[i]) : side.Rows[i];
            if ((uint)band < (uint)grid.Count)
            {
                double notional = side.CumulativeNotional[i + 1] - side.CumulativeNotional[i];
                before[band] += i < staticLevels ? notional : 0;
                after[band] += i < levels ? notional : 0;
            }
        }

        return new(grid, before, after);
    }

    /// <summary>The bands.</summary>
    public BandGrid Grid { get; }

    /// <summary>Quote that the shocked price reaches by itself, one number a band.</summary>
    public ReadOnlySpan<double> Static => _static;

    /// <summary>Quote that the cascade liquidates, one number a band; never less than <see cref="Static"/>, unless others trade against the move.</summary>
    public ReadOnlySpan<double> Cascade => _cascade;

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_cascade.Count(static n => n > 0)} bands lose something in {Grid}");
}
