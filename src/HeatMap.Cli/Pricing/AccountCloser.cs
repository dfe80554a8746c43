using HeatMap.Cli.Input;

namespace HeatMap.Cli.Pricing;

/// <summary>Prices the lines of an account when all of them are read.</summary>
internal sealed class AccountCloser(PositionFile file, AccountBook book, AccountRows account)
{
    /// <summary>The priced lines; without an answer where the account has no collateral or lacks a line that was left out.</summary>
    /// <exception cref="BadRow">A line is bad and the user did not allow to leave it out.</exception>
    public IReadOnlyList<PricedRow> Close()
    {
        if (account.HasCollateral && !book.IsIncomplete(account))
        {
            try
            {
                return Priced();
            }
            catch (BadRow error)
            {
                file.Lines.Skip(error);
                return Unsecured(error.Line);
            }
        }

        return Unsecured(leftOut: 0);
    }

    private List<PricedRow> Priced()
    {
        try
        {
            CrossAccount built = account.Build();
            return [.. account.Rows.Select((row, i) => RowPricer.Cross(row.Record, row.Symbol, built, i))];
        }
        catch (ArgumentException error)
        {
            throw BadRow.Of(account.Rows[0].Record.Line, account.Rows[0].Symbol, error);
        }
    }

    private List<PricedRow> Unsecured(long leftOut) =>
        [.. account.Rows.Where(r => r.Record.Line != leftOut).Select(static r => RowPricer.Unsecured(r.Record, r.Symbol, r.Row))];
}
