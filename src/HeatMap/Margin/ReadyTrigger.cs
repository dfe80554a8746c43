using HeatMap.Kernels;

namespace HeatMap;

/// <summary>A trigger that prices one position after the other by the same rules: where those are a few straight lines, from a table of them.</summary>
/// <remarks>The same expressions in the same order as <see cref="Trigger"/>, so the same bits; what the table saves is asking the rules anew for each position.</remarks>
internal sealed class ReadyTrigger
{
    private readonly Trigger _trigger;
    private readonly LineTable _lines;
    private readonly bool _hasLines, _inverse;

    public ReadyTrigger(MarginRules rules)
    {
        _trigger = new(rules);
        _hasLines = _trigger.TryLines(out _lines);
        _inverse = rules.Contract.Kind == ContractKind.Inverse;
    }

    /// <inheritdoc cref="Trigger.MarginOf"/>
    public double MarginOf(double quantity, double entryPrice, double margin, double leverage) => _trigger.MarginOf(quantity, entryPrice, margin, leverage);

    /// <inheritdoc cref="Trigger.Price"/>
    public double Price(double signedQuantity, double entryPrice, double margin, double markPrice)
    {
        if (!_hasLines || double.IsNaN(margin))
        {
            return _trigger.Price(signedQuantity, entryPrice, margin, markPrice);
        }

        double free = _inverse ? (signedQuantity / entryPrice) + margin : (signedQuantity * entryPrice) - margin;
        _lines.Find(signedQuantity < 0 ? -free : free, signedQuantity < 0, out double rate, out double constant);
        return Trigger.PositiveOrNaN(_trigger.Solve(signedQuantity, entryPrice, margin, rate, constant));
    }
}
