using HeatMap.Cli.Input;

namespace HeatMap.Cli.Pricing;

/// <summary>Reads a positions file of any symbols and venues, and prices every line.</summary>
internal sealed class PriceLoader
{
    private readonly PositionFile _file;
    private readonly PositionReader _reader;
    private readonly RowInterpreter _interpreter;
    private readonly AccountBook _accounts;
    private readonly List<PricedRow> _rows = [];
    private readonly bool _lenient;

    private PriceLoader(InputSettings settings, PositionFile file, bool lenient)
    {
        _lenient = lenient;
        _file = file;
        _reader = file.Reader;
        var rules = new RulesBook(settings, _reader);
        _interpreter = new(rules, _reader);
        _accounts = new(rules, _interpreter, _reader);
    }

    /// <summary>The lines in the order of the file, without those left out.</summary>
    /// <param name="settings">Which file, by whose rules.</param>
    /// <param name="console">Where progress and left out lines are told.</param>
    /// <param name="required">A column without which the command has nothing to do; null where there is none.</param>
    /// <param name="lenient">Whether a line that nothing gives maintenance for is told as such instead of as bad.</param>
    public static IReadOnlyList<PricedRow> Load(InputSettings settings, ToolConsole console, string? required = null, bool lenient = false) =>
        PositionFile.Load(settings, console, file =>
        {
            file.Reader.Require(required);
            return new PriceLoader(settings, file, lenient).Load();
        });

    private List<PricedRow> Load()
    {
        _file.Lines.ReadAll(Take, _accounts.LeaveOut);
        foreach (AccountRows account in _accounts.Accounts)
        {
            _rows.AddRange(new AccountCloser(_file, _accounts, account).Close());
        }

        _file.Lines.TellSkipped();
        _rows.Sort(static (a, b) => a.Record.Row.CompareTo(b.Record.Row));
        return _rows;
    }

    private void Take()
    {
        PositionRecord record = _reader.Parse();
        string? symbol = _reader.Symbol();
        if (record.IsCross)
        {
            _accounts.Add(record, symbol);
        }
        else
        {
            try
            {
                _rows.Add(RowPricer.Isolated(record, symbol, _interpreter.Isolated(record, symbol)));
            }
            catch (BadRow error) when (_lenient && error.LacksRules)
            {
                _rows.Add(RowPricer.Unruled(record, symbol));
            }
            catch (ArgumentException error)
            {
                throw BadRow.Of(record.Line, symbol, error);
            }
        }
    }
}
