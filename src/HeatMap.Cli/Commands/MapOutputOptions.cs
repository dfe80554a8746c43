using System.CommandLine;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary>The options of every command that makes a map.</summary>
internal sealed class MapOutputOptions
{
    private readonly OutputOptions _output = new();

    private readonly PictureOptions _pictures = new("the map, and its layers where there are any", "the map");

    private readonly Option<string?> _partial = new("--partial") { HelpName = "FILE", Description = "Also write the map itself, exact, for heatmap merge." };

    public void AddTo(Command command)
    {
        _pictures.AddTo(command);
        command.Add(_partial);
        _output.AddTo(command);
    }

    public MapOutputSettings Read(ParseResult parsed) => new(_output.Read(parsed))
    {
        Pictures = _pictures.Read(parsed),
        PartialFile = parsed.GetValue(_partial),
    };
}
