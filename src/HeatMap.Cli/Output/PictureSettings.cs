using HeatMap.Charts;

namespace HeatMap.Cli.Output;

/// <summary>Which pictures to make of a result, and how they look: what every command is told whose result can be drawn.</summary>
internal sealed record PictureSettings
{
    /// <summary>A page of all charts.</summary>
    public string? HtmlFile { get; init; }

    /// <summary>A picture of the first chart.</summary>
    public string? SvgFile { get; init; }

    /// <summary>A figure for Plotly of the first chart.</summary>
    public string? PlotlyFile { get; init; }

    public ChartTheme Theme { get; init; } = ChartTheme.System;

    public HeatPalette Palette { get; init; } = HeatPalette.Viridis;

    /// <summary>Every file that is written; null for those that are not.</summary>
    public string?[] Files => [HtmlFile, SvgFile, PlotlyFile];

    /// <summary>Whether anything is to be drawn.</summary>
    public bool Any => (HtmlFile ?? SvgFile ?? PlotlyFile) is not null;
}
