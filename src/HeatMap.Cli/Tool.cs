using System.CommandLine;
using System.CommandLine.Parsing;
using HeatMap.Cli.Commands;

namespace HeatMap.Cli;

/// <summary>The command <c>heatmap</c>: finds the verb, runs it, and turns errors into messages and exit codes.</summary>
internal static class Tool
{
    public static int Run(string[] args, ToolConsole console)
    {
        var root = new RootCommand("Liquidation heat maps: where forced orders wait.") { HelpName = "heatmap" };
        root.Add(MapCommand.Create(console));
        root.Add(MergeCommand.Create(console));
        root.Add(ReadCommand.Create(console));
        root.Add(CompareCommand.Create(console));
        root.Add(CascadeCommand.Create(console));
        root.Add(ExplainCommand.Create(console));
        root.Add(PriceCommand.Create(console));
        root.Add(CheckCommand.Create(console));
        root.Add(ReplayCommand.Create(console));
        root.Add(WatchCommand.Create(console));
        root.Add(RealizedCommand.Create(console));
        root.Add(EstimateCommand.Create(console));
        root.Add(CalibrateCommand.Create(console));
        root.Add(ScoreCommand.Create(console));
        root.Add(DoctorCommand.Create(console));

        // Symbols and files may begin with @: no argument is the name of a file with more arguments.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                console.Error.WriteLine($"heatmap: {error.Message}");
            }

            console.Error.WriteLine($"heatmap: see 'heatmap{Verb(parsed)} --help'");
            return ExitCode.Usage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (ToolException error)
        {
            console.Error.WriteLine($"heatmap: {error.Message}");
            return error.ExitCode;
        }
        catch (IOException error)
        {
            console.Error.WriteLine($"heatmap: the output cannot be written: {error.Message}");
            return ExitCode.Usage;
        }
    }

    private static string Verb(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : " " + parsed.CommandResult.Command.Name;
}
