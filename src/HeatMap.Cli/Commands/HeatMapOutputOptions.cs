using System.CommandLine;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary>The options of every command that makes a heat map.</summary>
internal sealed class HeatMapOutputOptions(bool withPartial)
{
    private readonly OutputOptions _output = new();

    private readonly Option<string?> _html = new("--html") { HelpName = "FILE", Description = "Also write the heat map as a page for the browser." };

    private readonly Option<string?> _svg = new("--svg") { HelpName = "FILE", Description = "Also write the heat map as a picture." };

    private readonly Option<string?> _heat = new("--heat") { HelpName = "FILE", Description = "Also write the heat map itself, exact." };

    private readonly Option<string?> _partial = new("--partial") { HelpName = "FILE", Description = "Also write the map at the end, exact, for heatmap merge." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_html, _svg, _heat])
        {
            command.Add(option);
        }

        if (withPartial)
        {
            command.Add(_partial);
        }

        _output.AddTo(command);
    }

    public HeatMapOutputSettings Read(ParseResult parsed) => new(_output.Read(parsed))
    {
        HtmlFile = parsed.GetValue(_html),
        SvgFile = parsed.GetValue(_svg),
        HeatFile = parsed.GetValue(_heat),
        PartialFile = withPartial ? parsed.GetValue(_partial) : null,
    };
}
