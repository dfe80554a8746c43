using System.CommandLine;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary>The options of every command that makes a heat map.</summary>
/// <param name="page">What the page shows.</param>
internal sealed class HeatMapOutputOptions(string page)
{
    private readonly OutputOptions _output = new();

    private readonly PictureOptions _pictures = new(page, "the heat map");

    private readonly Option<string?> _heat = new("--heat") { HelpName = "FILE", Description = "Also write the heat map itself, exact." };

    private readonly Option<string?> _partial = new("--partial") { HelpName = "FILE", Description = "Also write the map at the end, exact, for heatmap merge." };

    public void AddTo(Command command)
    {
        _pictures.AddTo(command);
        command.Add(_heat);
        command.Add(_partial);
        _output.AddTo(command);
    }

    public HeatMapOutputSettings Read(ParseResult parsed) => new(_output.Read(parsed))
    {
        Pictures = _pictures.Read(parsed),
        HeatFile = parsed.GetValue(_heat),
        PartialFile = parsed.GetValue(_partial),
    };
}
