using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>One market to fit: its bars, what is believed before, and the price axis of the filter.</summary>
public sealed record MarketSample
{
    /// <summary>Describes a market.</summary>
    /// <param name="bars">In time order, all inside the grid.</param>
    /// <param name="prior">What is believed before.</param>
    /// <param name="grid">A geometric grid that covers the bars' prices.</param>
    /// <exception cref="ArgumentException">There is no bar.</exception>
    public MarketSample(IReadOnlyList<MarketBar> bars, Calibration prior, BandGrid grid)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(grid);
        if (bars.Count == 0)
        {
            Throw.Argument(nameof(bars), "there must be a bar, was none");
        }

        (Bars, Prior, Grid) = (bars, prior, grid);
    }

    /// <summary>The bars, in time order.</summary>
    public IReadOnlyList<MarketBar> Bars { get; }

    /// <summary>What is believed before.</summary>
    public Calibration Prior { get; }

    /// <summary>The price axis of the filter.</summary>
    public BandGrid Grid { get; }

    /// <summary>Bar by bar, whether its liquidations are only known to be at least what was published; empty, the default, where none is.</summary>
    /// <exception cref="ArgumentException">There are not as many marks as bars.</exception>
    public ImmutableArray<bool> IsCensored
    {
        get;
        init
        {
            ImmutableArray<bool> marks = value.IsDefault ? [] : value;
            if (!marks.IsEmpty && marks.Length != Bars.Count)
            {
                Throw.Argument(nameof(IsCensored), $"there must be {Bars.Count} marks, one a bar, were {marks.Length}");
            }

            field = marks;
        }
    } = [];
}
