using System.CommandLine;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary>The options of every command that makes a map.</summary>
internal sealed class MapOutputOptions
{
    private readonly OutputOptions _output = new();

    private readonly Option<string?> _html = new("--html") { HelpName = "FILE", Description = "Also write a page for the browser." };

    private readonly Option<string?> _svg = new("--svg") { HelpName = "FILE", Description = "Also write a picture." };

    private readonly Option<string?> _partial = new("--partial") { HelpName = "FILE", Description = "Also write the map itself, exact, for heatmap merge." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_html, _svg, _partial])
        {
            command.Add(option);
        }

        _output.AddTo(command);
    }

    public MapOutputSettings Read(ParseResult parsed) => new(_output.Read(parsed))
    {
        HtmlFile = parsed.GetValue(_html),
        SvgFile = parsed.GetValue(_svg),
        PartialFile = parsed.GetValue(_partial),
    };
}
