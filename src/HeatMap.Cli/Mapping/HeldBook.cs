using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>Keeps positions one by one, and finds out where each would be bankrupt.</summary>
internal sealed class HeldBook(RowInterpreter interpreter, string? symbol, string unit, double markPrice)
{
    /// <summary>How far a reported price may be from the one that follows from a leverage, so that the leverage says what secures the position.</summary>
    private const double Tolerance = 0.01;

    private readonly List<HeldPosition> _held = [];
    private readonly HashSet<string> _withoutRules = new(StringComparer.Ordinal);
    private bool _isSorted = true;

    /// <summary>All of them in the order of the file, in which accounts come last.</summary>
    public IReadOnlyList<HeldPosition> ToList()
    {
        if (!_isSorted)
        {
            _held.Sort(static (a, b) => a.Row.CompareTo(b.Row));
        }

        return _held;
    }

    /// <summary>A position whose prices are known, or not.</summary>
    public void Add(in PositionRecord record, ContractSpec contract, double signedQuantity, double price, double bankruptcyPrice)
    {
        if (contract.Kind == ContractKind.Quanto)
        {
            throw new BadRow(record.Line, ColumnNames.Contract, "quanto", "linear or inverse: what the orders of a quanto weigh in base is not in its quantity");
        }

        _isSorted &= _held.Count == 0 || _held[^1].Row <= record.Row;
        double quantity = Math.Abs(signedQuantity);
        _held.Add(new(
            record.Row,
            contract.Kind,
            signedQuantity > 0 ? Side.Long : Side.Short,
            contract.Kind == ContractKind.Inverse ? quantity / price : quantity,
            price,
            record.EntryPrice,
            double.IsNaN(record.Margin) ? contract.SettlementValue(quantity, record.EntryPrice) / record.Leverage : record.Margin * RowInterpreter.MoneyUnit(record),
            double.IsNaN(record.BankruptcyPrice) ? bankruptcyPrice : record.BankruptcyPrice,
            record.AdlCap));
    }

    /// <summary>A position that its own margin secures.</summary>
    public void AddComputed(in PositionRecord record, in InterpretedRow row)
    {
        LiquidationExplanation explained = Explain(record, row);
        Add(record, row.Rules.Contract, row.SignedQuantity, explained.Price, explained.BankruptcyPrice);
    }

    /// <summary>A position with the price that its venue reports. What else the line says may be of something else: a leverage is a setting of cross positions too.</summary>
    public void AddReported(in PositionRecord record, ContractSpec contract, double signedQuantity, double price)
    {
        double bankruptcy = double.IsNaN(price) || record.IsCross || (double.IsNaN(record.Margin) && double.IsNaN(record.Leverage)) ? double.NaN
            : OfReported(record, contract, signedQuantity, price);
        Add(record, contract, signedQuantity, price, signedQuantity > 0 == bankruptcy < price ? bankruptcy : double.NaN);
    }

    private double OfReported(in PositionRecord record, ContractSpec contract, double signedQuantity, double price)
    {
        if (Isolated(record) is { } row)
        {
            LiquidationExplanation explained = Explain(record, row);
            return !double.IsNaN(record.Margin) || Math.Abs(explained.Price - price) <= Tolerance * price ? explained.BankruptcyPrice : double.NaN;
        }

        // Without rules only what the line gives in full.
        bool isWhole = !double.IsNaN(record.Margin) && record.ExtraMargin is 0 or double.NaN && record.PendingFunding is 0 or double.NaN;
        return isWhole
            ? Liquidation.BankruptcyPrice(
                Position.FromSigned(signedQuantity, record.EntryPrice, double.NaN, record.Margin * RowInterpreter.MoneyUnit(record)), new(contract, MaintenanceSchedule.SingleRate(0)))
            : double.NaN;
    }

    /// <summary>What the line means under its rules; null where nobody knows them.</summary>
    private InterpretedRow? Isolated(in PositionRecord record)
    {
        string key = $"{record.Venue}/{record.Variant}";
        if (double.IsNaN(record.MaintenanceRate) && _withoutRules.Contains(key))
        {
            return null;
        }

        try
        {
            return interpreter.Isolated(record, symbol, unit);
        }
        catch (BadRow error)
        {
            if (error.LacksRules)
            {
                _withoutRules.Add(key);
            }

            return null;
        }
    }

    private LiquidationExplanation Explain(in PositionRecord record, in InterpretedRow row)
    {
        try
        {
            return Liquidation.Explain(row.PositionAt(record.EntryPrice), row.Rules, markPrice);
        }
        catch (ArgumentException error)
        {
            throw BadRow.Of(record.Line, symbol, error);
        }
    }
}
