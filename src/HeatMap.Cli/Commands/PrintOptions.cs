using System.CommandLine;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Commands;

/// <summary>The options that name what was liquidated, where bars do not tell.</summary>
internal sealed class PrintOptions
{
    private readonly Option<string?> _prints = new("--prints") { HelpName = "FILE", Description = "Executed liquidations, one a line, instead of columns of the bars: time_unix_ms, side, notional, or quantity and price." };

    private readonly Option<string[]> _columns = BarOptions.Several("--print-column", "name=theirs", "What that file calls a column. May be repeated.");

    private readonly Option<string?> _sideOf = new("--side-of") { HelpName = "order|position", Description = "Whose side buy and sell are in it: an order to sell liquidates a long. Default: only long and short are taken." };

    public PrintOptions() => _sideOf.AcceptOnly("order", "position");

    public void AddTo(Command command)
    {
        command.Add(_prints);
        command.Add(_columns);
        command.Add(_sideOf);
    }

    /// <summary>The file of prints; null where there is none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="skipBad">Whether bad lines are left out.</param>
    /// <param name="found">A file that was named otherwise and holds prints.</param>
    public (CsvSettings? File, SideOf SideOf) Read(ParseResult parsed, bool skipBad, string? found = null)
    {
        string? file = parsed.GetValue(_prints) ?? found;
        string[] columns = parsed.GetValue(_columns) ?? [];
        SideOf sideOf = parsed.GetValue(_sideOf) switch { "order" => SideOf.Order, "position" => SideOf.Position, _ => SideOf.Unsaid };
        if (file is null && (columns.Length > 0 || sideOf != SideOf.Unsaid))
        {
            throw ToolException.Usage($"{(columns.Length > 0 ? "--print-column" : "--side-of")} goes with --prints");
        }

        try
        {
            return (file is null ? null : CsvSettings.Parse(file, EventColumns.OfPrints, columns, skipBad) with { CanRename = false }, sideOf);
        }
        catch (ToolException error)
        {
            throw ToolException.Usage(error.Message.Replace("--column", "--print-column", StringComparison.Ordinal));
        }
    }
}
