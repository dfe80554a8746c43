using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Changes of a map over time.</summary>
public static class MapChanges
{
    /// <summary>What became of this map's notional until a later one.</summary>
    /// <param name="before">The earlier map.</param>
    /// <param name="after">The later map: one lattice, unit and quantum. Windows, marks and counts may differ.</param>
    /// <param name="path">The lowest and highest price in between, quote per base; finite, &gt; 0, low &lt;= high. Both were reached: the high belongs to the path.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <returns>
    /// <para>In a band whose notional fell, the fall is liquidated where the path crossed the band's middle (longs: low &lt;= middle, shorts: high &gt;= middle), also when price only went through a part of
    /// it; a heat map of cohorts crosses bands by the same rule. An owner who closed before price came, or whose liquidation price moved away in time, looks the same. Any other fall is closed or moved.</para>
    /// <para>In a band whose notional grew, the growth is built or moved. As much as can be is moved: a fall that is no liquidation is matched with a growth of the same side within <see cref="MapChangeOptions.MoveWithin"/>
    /// of its middle. Notional is quantity times the price of the band, so a linear position that moves by one percent leaves one percent of it as built or removed.</para>
    /// </returns>
    /// <exception cref="ArgumentException">Maps differ in what they must share, the windows share no band while positions lie beyond them, or the path is outside its domain; the message says in what.</exception>
    /// <remarks>O(bands). Allocates the result.</remarks>
    public static MapChange ChangeTo(this LiquidationMap before, LiquidationMap after, PriceRange path, MapChangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ChangeWindow window = Checked(before.View, after.View, path);
        BandGrid grid = window.GridOf(before.Grid, after.Grid);
        return new(before, after, grid, window, path, options ?? MapChangeOptions.Default);
    }

    /// <summary>What became of one side of a view's notional in bands until a later view.</summary>
    /// <param name="before">The earlier view.</param>
    /// <param name="after">The later view: one lattice, unit and quantum. Windows, marks and counts may differ.</param>
    /// <param name="path">The lowest and highest price in between, quote per base; finite, &gt; 0, low &lt;= high.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <returns>As <see cref="ChangeTo(LiquidationMap, LiquidationMap, PriceRange, MapChangeOptions?)"/> tells, without bands and tails.</returns>
    /// <exception cref="ArgumentException">As there, or <paramref name="side"/> is not defined.</exception>
    /// <remarks>O(bands). Allocates nothing.</remarks>
    public static SideChange ChangeTo(this MapView before, MapView after, PriceRange path, Side side, MapChangeOptions? options = null)
    {
        Guard.Defined(side);
        ChangeWindow window = Checked(before, after, path);
        var walk = new ChangeWalk(side, new(before, side, window), new(after, side, window), window.Count, path);
        return walk.Tell((options ?? MapChangeOptions.Default).MoveWithin, before.Quantum, default, default);
    }

    private static ChangeWindow Checked(MapView before, MapView after, PriceRange path)
    {
        MapPair.RequireAlike(before, after, nameof(before), nameof(after));
        if (!(Guard.IsPositive(path.Low) && Guard.IsPositive(path.High) && path.Low <= path.High))
        {
            Throw.Argument(nameof(path), string.Create(CultureInfo.InvariantCulture, $"path must be finite with 0 < low <= high, was {path.Low} to {path.High}"));
        }

        var window = ChangeWindow.Of(before, after);
        if (window.End - window.First is < 1 or > BandGrid.MaxCount)
        {
            Throw.Argument(nameof(after), $"no window of at most {BandGrid.MaxCount} bands tells both: {before.Grid} and {after.Grid}");
        }

        return window;
    }
}
