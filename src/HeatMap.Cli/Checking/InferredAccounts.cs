using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Checking;

/// <summary>
/// Accounts whose wallet a file does not give, but whose positions report prices: the price of one of them tells the equity, and the equity the prices of
/// the others.
/// </summary>
/// <remarks>
/// Positions that the file does not hold shift the equity that comes out and leave the prices as they are, because only the sum of equity and what the
/// others need enters. The positions with the largest values are tried as the source; the one that gives most of the others is kept.
/// </remarks>
internal sealed class InferredAccounts
{
    private const int SourcesTried = 5;

    private readonly Dictionary<long, double> _prices = [];
    private readonly HashSet<long> _sources = [], _alone = [];
    private readonly Func<PricedRow, double, bool> _agrees;

    private InferredAccounts(Func<PricedRow, double, bool> agrees) => _agrees = agrees;

    /// <summary>How many accounts a source was found for.</summary>
    public int Count => _sources.Count;

    /// <summary>Finds them.</summary>
    /// <param name="rows">All lines.</param>
    /// <param name="agrees">Whether a price is the reported one of a line.</param>
    public static InferredAccounts Of(IReadOnlyList<PricedRow> rows, Func<PricedRow, double, bool> agrees)
    {
        var inferred = new InferredAccounts(agrees);
        foreach (var account in rows.Where(inferred.IsCandidate).GroupBy(static r => (r.Record.Account, r.Meaning!.Value.Rules.Contract.SettlementAsset)))
        {
            inferred.Infer([.. account.OrderByDescending(static r => ValueOf(r))]);
        }

        return inferred;
    }

    /// <summary>Whether the line's price was taken to find its account's equity, so that it proves nothing.</summary>
    public bool IsSource(PricedRow row) => _sources.Contains(row.Record.Row);

    /// <summary>Whether no other line could tell the equity of the line's account.</summary>
    public bool IsAlone(PricedRow row) => _alone.Contains(row.Record.Row);

    /// <summary>The price of a line by its account's inferred equity; NaN where there is none.</summary>
    public double PriceOf(PricedRow row) => _prices.GetValueOrDefault(row.Record.Row, double.NaN);

    /// <summary>A line of a named account that gives neither a wallet nor a margin of its own, and whose price does not follow from its leverage.</summary>
    private bool IsCandidate(PricedRow row) =>
        row is { Record: { Account: not null, HasCollateral: false, Mode: not MarginMode.Isolated }, Meaning: not null }
        && double.IsNaN(row.Record.Margin) && !double.IsNaN(row.Record.MarkPrice) && !double.IsNaN(row.Record.LiquidationPrice)
        && !_agrees(row, row.LiquidationPrice);

    private static double ValueOf(PricedRow row) => row.Meaning!.Value.Rules.Contract.Notional(Math.Abs(row.Meaning.Value.SignedQuantity), row.Record.MarkPrice);

    private void Infer(PricedRow[] rows)
    {
        if (rows.Length == 1)
        {
            _alone.Add(rows[0].Record.Row);
            return;
        }

        Holding[] holdings = [.. rows.Select(HoldingOf)];
        (int Source, double[] Prices, int Agree) best = (-1, [], 0);
        for (int source = 0; source < Math.Min(rows.Length, SourcesTried); source++)
        {
            double[] prices = PricesFrom(source, rows, holdings);
            int agree = Enumerable.Range(0, rows.Length).Count(i => i != source && _agrees(rows[i], prices[i]));
            best = agree > best.Agree ? (source, prices, agree) : best;
        }

        for (int i = 0; best.Source >= 0 && i < rows.Length; i++)
        {
            if (i == best.Source)
            {
                _sources.Add(rows[i].Record.Row);
            }
            else
            {
                _prices.Add(rows[i].Record.Row, best.Prices[i]);
            }
        }
    }

    /// <summary>All prices of the account whose equity is just used up at the reported price of one of them.</summary>
    private static double[] PricesFrom(int source, PricedRow[] rows, Holding[] holdings)
    {
        string asset = holdings[0].Rules.Contract.SettlementAsset;
        double[] there = [.. holdings.Select(static h => h.MarkPrice)];
        there[source] = rows[source].Record.LiquidationPrice;
        double wallet = -new CrossAccount(asset, 0, holdings).State(there).FreeMargin;
        var prices = new double[holdings.Length];
        new CrossAccount(asset, wallet, holdings).LiquidationPrices(prices);
        return prices;
    }

    private static Holding HoldingOf(PricedRow row)
    {
        double quantity = row.Meaning!.Value.SignedQuantity;
        var position = Position.Cross(quantity > 0 ? Side.Long : Side.Short, row.Record.EntryPrice, Math.Abs(quantity));
        return new(row.Meaning.Value.Rules, position, row.Record.MarkPrice);
    }
}
