using HeatMap.Cli.Pricing;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A table of positions that fits 80 columns.</summary>
internal sealed class PositionTable
{
    private const int SymbolWidth = 14;

    private readonly Table _table = new Table().Border(TableBorder.None);

    /// <summary>Row, symbol and side, then the given columns, numbers on the right.</summary>
    public PositionTable(params ReadOnlySpan<string> columns)
    {
        Add("row", isNumber: true);
        Add("symbol", isNumber: false);
        Add("side", isNumber: false);
        foreach (string column in columns)
        {
            Add(column, isNumber: column != "reason");
        }
    }

    public void AddRow(PricedRow row, params ReadOnlySpan<string> cells)
    {
        string symbol = row.Symbol ?? "";
        symbol = symbol.Length <= SymbolWidth ? symbol : symbol[..(SymbolWidth - 1)] + "…";
        _table.AddRow([.. ((string[])[row.Record.Row.ToString(CultureInfo.InvariantCulture), symbol, row.Side, .. cells]).Select(static c => new Text(c))]);
    }

    public void Write(IAnsiConsole console)
    {
        if (_table.Rows.Count > 0)
        {
            console.Write(_table);
        }
    }

    private void Add(string name, bool isNumber)
    {
        var column = new TableColumn(new Text(name, new Style(decoration: Decoration.Bold))) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) };
        _table.AddColumn(isNumber ? column.RightAligned() : column);
    }
}
