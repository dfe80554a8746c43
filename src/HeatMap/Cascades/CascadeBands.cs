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

    /// <summary>The bands.</summary>
    public BandGrid Grid { get; }

    /// <summary>Quote that the shocked price reaches by itself, one number a band.</summary>
    public ReadOnlySpan<double> Static => _static;

    /// <summary>Quote that the cascade liquidates, one number a band; never less than <see cref="Static"/>.</summary>
    public ReadOnlySpan<double> Cascade => _cascade;
}
