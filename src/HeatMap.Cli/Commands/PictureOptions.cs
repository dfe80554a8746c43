using System.CommandLine;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary>The options of a command that also draws what it prints.</summary>
internal sealed class PictureOptions
{
    private readonly OutputOptions _output = new();

    private readonly Option<string?> _html = new("--html") { HelpName = "FILE", Description = "Also write a page for the browser: net depth, amplification, waves." };

    private readonly Option<string?> _svg = new("--svg") { HelpName = "FILE", Description = "Also write the picture." };

    public void AddTo(Command command)
    {
        command.Add(_html);
        command.Add(_svg);
        _output.AddTo(command);
    }

    public PictureSettings Read(ParseResult parsed) => new(_output.Read(parsed)) { HtmlFile = parsed.GetValue(_html), SvgFile = parsed.GetValue(_svg) };
}
