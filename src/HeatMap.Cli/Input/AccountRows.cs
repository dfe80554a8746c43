namespace HeatMap.Cli.Input;

/// <summary>One line of an account.</summary>
/// <param name="Record">The line.</param>
/// <param name="Symbol">Its contract.</param>
/// <param name="Row">What it means; null where <paramref name="Fault"/> says why it cannot be told.</param>
/// <param name="Fault">What is wrong with it, if the account is to be priced.</param>
internal sealed record AccountRow(PositionRecord Record, string? Symbol, InterpretedRow? Row, BadRow? Fault);

/// <summary>The lines that one collateral secures.</summary>
internal sealed class AccountRows(string? name)
{
    private readonly AgreedAmount _wallet = new(ColumnNames.WalletBalance), _equity = new(ColumnNames.Equity);
    private readonly AgreedAmount _quoteBalance = new(ColumnNames.QuoteBalance), _orderMargin = new(ColumnNames.OrderMargin);
    private string? _venue;
    private long _venueLine;

    public string? Name { get; } = name;

    public List<AccountRow> Rows { get; } = [];

    /// <summary>Whether a line says what secures the account.</summary>
    public bool HasCollateral => !double.IsNaN(_wallet.Value) || !double.IsNaN(_equity.Value) || !double.IsNaN(_quoteBalance.Value);

    /// <summary>Takes what a line says of the whole account.</summary>
    /// <exception cref="BadRow">An earlier line said something else.</exception>
    public void Take(in PositionRecord record, double moneyUnit, string? venue, PositionReader reader)
    {
        if (venue is not null && _venue is not null && venue != _venue)
        {
            throw reader.Bad(ColumnNames.Venue, $"the {_venue} of line {_venueLine}, which has the same account '{Name}'");
        }

        _wallet.Take(record.WalletBalance * moneyUnit, record, reader);
        _equity.Take(record.Equity * moneyUnit, record, reader);
        _quoteBalance.Take(record.QuoteBalance * moneyUnit, record, reader);
        _orderMargin.Take(record.OrderMargin * moneyUnit, record, reader);
        (_venue, _venueLine) = (_venue ?? venue, _venue is null ? record.Line : _venueLine);
    }

    /// <summary>The account as the library sees it; holdings are in the order of <see cref="Rows"/>.</summary>
    /// <exception cref="BadRow">A line cannot be priced, or does not fit the others.</exception>
    public CrossAccount Build()
    {
        var holdings = new Holding[Rows.Count];
        string asset = SettlementAsset();
        double deductions = double.IsNaN(_orderMargin.Value) ? 0 : _orderMargin.Value, entryValue = 0;
        for (int i = 0; i < holdings.Length; i++)
        {
            (PositionRecord record, InterpretedRow row) = (Rows[i].Record, Meaning(Rows[i]));
            Position position = row.PositionAt(record.EntryPrice);
            holdings[i] = new(Settled(record, row.Rules, asset), position, MarkOf(record));
            deductions += row.PendingFunding;
            entryValue += position.SignedQuantity * position.EntryPrice;
        }

        if (!double.IsNaN(_wallet.Value))
        {
            return new(asset, _wallet.Value - deductions, holdings);
        }

        if (!double.IsNaN(_equity.Value))
        {
            return CrossAccount.FromEquity(asset, _equity.Value - deductions, holdings);
        }

        RequireLinear(holdings);
        return new(asset, _quoteBalance.Value + entryValue - deductions, holdings);
    }

    private static InterpretedRow Meaning(AccountRow row) => row.Row ?? throw row.Fault!;

    /// <summary>The asset of the first line whose venue tells it; otherwise that of the first line.</summary>
    private string SettlementAsset()
    {
        AccountRow first = Rows.Find(static r => Meaning(r).Rules.Venue is not null) ?? Rows[0];
        return Meaning(first).Rules.Contract.SettlementAsset;
    }

    /// <summary>A line without a venue does not tell what it settles in: it follows the others of its kind.</summary>
    private MarginRules Settled(PositionRecord record, MarginRules rules, string asset)
    {
        ContractSpec contract = rules.Contract;
        if (contract.SettlementAsset == asset)
        {
            return rules;
        }

        AccountRow other = Rows.Find(r => Meaning(r).Rules.Contract.SettlementAsset == asset)!;
        bool alike = (contract.Kind == ContractKind.Inverse) == (Meaning(other).Rules.Contract.Kind == ContractKind.Inverse);
        return rules.Venue is null && alike
            ? rules with { Contract = contract with { SettlementAsset = asset } }
            : throw new BadRow(
                record.Line,
                ColumnNames.Account,
                Name ?? "",
                $"positions that settle alike: this one settles in {contract.SettlementAsset}, line {other.Record.Line} in {asset}");
    }

    private double MarkOf(PositionRecord record)
    {
        if (!double.IsNaN(record.MarkPrice))
        {
            return record.MarkPrice;
        }

        return Rows.Count == 1 && (!double.IsNaN(_wallet.Value) || double.IsNaN(_equity.Value))
            ? record.EntryPrice
            : throw new BadRow(record.Line, ColumnNames.MarkPrice, "", "a number > 0, because the account's equity depends on it");
    }

    private void RequireLinear(Holding[] holdings)
    {
        int inverse = Array.FindIndex(holdings, static h => h.Rules.Contract.Kind == ContractKind.Inverse);
        if (inverse >= 0)
        {
            throw new BadRow(Rows[inverse].Record.Line, ColumnNames.QuoteBalance, "inverse", "linear contracts beside a quote_balance");
        }
    }
}
