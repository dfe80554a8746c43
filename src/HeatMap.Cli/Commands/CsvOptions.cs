using System.CommandLine;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Commands;

/// <summary>The options of commands that read a file of named columns.</summary>
internal sealed class CsvOptions
{
    private readonly Option<string[]> _column = new("--column")
    {
        HelpName = "name=theirs",
        Description = "What the file calls a column. May be repeated.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "Leave bad lines out and count them, instead of stopping." };

    public void AddTo(Command command)
    {
        command.Add(_column);
        command.Add(_skipBad);
    }

    public CsvSettings Read(ParseResult parsed, string file, IReadOnlyList<string> names) =>
        CsvSettings.Parse(file, names, parsed.GetValue(_column) ?? [], parsed.GetValue(_skipBad));
}
