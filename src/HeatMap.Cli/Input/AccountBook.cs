namespace HeatMap.Cli.Input;

/// <summary>Gathers cross lines into accounts: those that share a name, and each line that has a wallet and no name.</summary>
internal sealed class AccountBook(RulesBook rules, RowInterpreter interpreter, PositionReader reader)
{
    private readonly Dictionary<string, AccountRows> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _incomplete = new(StringComparer.Ordinal);
    private readonly List<AccountRows> _all = [];

    /// <summary>The accounts, in the order of their first lines.</summary>
    public IReadOnlyList<AccountRows> Accounts => _all;

    /// <summary>Takes the current line, which is cross.</summary>
    /// <exception cref="BadRow">It contradicts an earlier line of its account.</exception>
    public void Add(in PositionRecord record, string? symbol, string? unit = null)
    {
        AccountRows account = AccountOf(record.Account);
        string? venue = rules.VenueOf(record);
        account.Take(record, interpreter.MoneyUnit(record, rules.Contract(record, symbol, unit)), Venues.Names.Contains(venue ?? "") ? venue : null, reader);
        try
        {
            account.Rows.Add(new(record, symbol, interpreter.Cross(record, symbol, unit), null));
        }
        catch (BadRow fault)
        {
            // An account without a wallet cannot be priced anyway: whether the fault matters is known when all lines are read.
            account.Rows.Add(new(record, symbol, null, fault));
        }
    }

    /// <summary>Remembers that the current line is left out: an account without one of its positions would be priced wrongly.</summary>
    public void LeaveOut()
    {
        if (reader.Account() is { } name && !reader.IsIsolated())
        {
            _incomplete.Add(name);
        }
    }

    /// <summary>Whether the account lacks a line that was left out.</summary>
    public bool IsIncomplete(AccountRows account) => account.Name is { } name && _incomplete.Contains(name);

    private AccountRows AccountOf(string? name)
    {
        if (name is not null && _named.TryGetValue(name, out AccountRows? known))
        {
            return known;
        }

        var account = new AccountRows(name);
        _all.Add(account);
        if (name is not null)
        {
            _named.Add(name, account);
        }

        return account;
    }
}
