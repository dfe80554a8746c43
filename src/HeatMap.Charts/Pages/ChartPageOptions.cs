using HeatMap.Charts.Drawing;

namespace HeatMap.Charts;

/// <summary>Choices for a page. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record ChartPageOptions
{
    internal static ChartPageOptions Default { get; } = new();

    /// <summary>What the page is headed with; <see langword="null"/> or blank for the title of its first chart. Any text: it is escaped.</summary>
    public string? Title { get; init; }

    /// <summary>The ground to begin with; the reader can switch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of its names.</exception>
    public ChartTheme Theme
    {
        get;
        init => field = Check.Named(value, nameof(Theme));
    } = ChartTheme.System;

    /// <summary>The colours of heat maps to begin with; the reader can switch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of its names.</exception>
    public HeatPalette Palette
    {
        get;
        init => field = Check.Named(value, nameof(Palette));
    } = HeatPalette.Viridis;

    /// <summary>
    /// Where a live page hears of changes, for example <c>/events</c> on the server that it came from; <see langword="null"/> for a page that never asks for anything.
    /// </summary>
    /// <remarks>
    /// The address answers with server-sent events: <c>charts</c>, whose data is a JSON array of <see cref="Chart.ToJson"/> in the order of the page; <c>alert</c>, a line for the page's log; and <c>status</c>, a line
    /// that says where things stand.
    /// </remarks>
    public string? Updates { get; init; }
}
