using System.CommandLine;
using HeatMap.Charts;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary>The options of every command whose result can be drawn.</summary>
internal sealed class PictureOptions
{
    private readonly Option<string?> _html, _svg, _plotly;

    private readonly LookOptions _look = new();

    /// <param name="page">What the page shows.</param>
    /// <param name="main">What picture and figure show: the first chart of the page.</param>
    public PictureOptions(string page, string main)
    {
        _html = new("--html") { HelpName = "FILE", Description = $"Also write an interactive page for the browser, which needs no network: {page}." };
        _svg = new("--svg") { HelpName = "FILE", Description = $"Also write a picture: {main}." };
        _plotly = new("--plotly") { HelpName = "FILE", Description = $"Also write a figure for Plotly as JSON: {main}." };
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_html, _svg, _plotly])
        {
            command.Add(option);
        }

        _look.AddTo(command);
    }

    public PictureSettings Read(ParseResult parsed)
    {
        (ChartTheme theme, HeatPalette palette) = _look.Read(parsed);
        return new() { HtmlFile = parsed.GetValue(_html), SvgFile = parsed.GetValue(_svg), PlotlyFile = parsed.GetValue(_plotly), Theme = theme, Palette = palette };
    }
}
