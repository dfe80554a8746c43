using System.CommandLine;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary>The options of every command that prints a result.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _format = new("--format") { HelpName = "table|json|csv", Description = "What to print.", DefaultValueFactory = static _ => "table" };

    private readonly Option<string?> _out = new("--out") { HelpName = "FILE", Description = "Write what would be printed to a file." };

    public OutputOptions() => _format.AcceptOnlyFromAmong("table", "json", "csv");

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_out);
    }

    public OutputSettings Read(ParseResult parsed) => new() { Format = parsed.GetRequiredValue(_format), OutFile = parsed.GetValue(_out) };
}
