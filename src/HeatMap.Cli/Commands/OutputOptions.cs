using System.CommandLine;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary>The options of every command that prints a result.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _format;

    private readonly Option<string?> _out = new("--out") { HelpName = "FILE", Description = "Write what would be printed to a file." };

    public OutputOptions()
        : this("table", "json", "csv")
    {
    }

    /// <param name="formats">What there is; the first is the default.</param>
    public OutputOptions(params string[] formats)
    {
        _format = new("--format") { HelpName = string.Join('|', formats), Description = "What to print.", DefaultValueFactory = _ => formats[0] };
        _format.AcceptOnly(formats);
    }

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_out);
    }

    public OutputSettings Read(ParseResult parsed) => new() { Format = parsed.GetRequiredValue(_format), OutFile = parsed.GetValue(_out) };
}
