using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Checking;

/// <summary>What became of the prices that a file reports.</summary>
/// <param name="TolerancePercent">How far prices may differ; one tick always may.</param>
/// <param name="Agree">Lines whose price is the reported one.</param>
/// <param name="Inferred">How many of those agree by the equity that another position of their account shows.</param>
/// <param name="Rows">The lines that disagree.</param>
/// <param name="NotReported">Lines for which the file reports no price.</param>
/// <param name="NeedsAccount">Lines whose account is not given whole.</param>
/// <param name="NoRules">Lines for which nothing says what maintenance they need.</param>
/// <param name="Sources">Lines whose price was taken to find the equity of their account.</param>
internal sealed record CheckResult(
    double TolerancePercent,
    long Agree,
    long Inferred,
    IReadOnlyList<Disagreement> Rows,
    long NotReported,
    long NeedsAccount,
    long NoRules,
    long Sources)
{
    public long Disagree => Rows.Count;

    public long Compared => Agree + Disagree;

    public long NotComparable => NotReported + NeedsAccount + NoRules + Sources;

    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Compared} compared, {Agree} agree, {Disagree} disagree, {NotComparable} not comparable");

    public static CheckResult Of(IReadOnlyList<PricedRow> rows, double tolerancePercent)
    {
        var accounts = InferredAccounts.Of(rows, Agrees);
        long agree = 0, inferred = 0, notReported = 0, needsAccount = 0, noRules = 0;
        var disagreements = new List<Disagreement>();
        foreach (PricedRow row in rows)
        {
            double byAccount = accounts.PriceOf(row);
            if (row.Record.ReportsNoPrice && row.Reason is not (RowPricer.NeedsAccount or RowPricer.NoRules))
            {
                // The venue answers that nothing liquidates it.
                if (row.Reason == RowPricer.NoPrice)
                {
                    agree++;
                }
                else
                {
                    disagreements.Add(new(row, null));
                }
            }
            else if (double.IsNaN(row.Record.LiquidationPrice))
            {
                notReported++;
            }
            else if (accounts.IsSource(row))
            {
                // Counted by the accounts.
            }
            else if (Agrees(row, row.LiquidationPrice))
            {
                agree++;
            }
            else if (Agrees(row, byAccount))
            {
                agree++;
                inferred++;
            }
            else if (row.Reason == RowPricer.NeedsAccount && double.IsNaN(byAccount))
            {
                needsAccount++;
            }
            else if (row.Reason == RowPricer.NoRules)
            {
                noRules++;
            }
            else if (double.IsNaN(byAccount))
            {
                // A line that only an account could explain, with no other line of that account to learn from, tells nothing.
                Suspect? suspect = Suspects.Likeliest(row, Tolerance(row) / 2);
                bool tells = suspect is not { Name: RowPricer.NeedsAccount } || !accounts.IsAlone(row);
                needsAccount += tells ? 0 : 1;
                if (tells)
                {
                    disagreements.Add(new(row, suspect));
                }
            }
            else
            {
                disagreements.Add(new(row with { LiquidationPrice = byAccount, Reason = null }, Suspects.BesideItsAccount(row, Tolerance(row) / 2)));
            }
        }

        return new(tolerancePercent, agree, inferred, disagreements, notReported, needsAccount, noRules, accounts.Count);

        bool Agrees(PricedRow row, double price) => Math.Abs(price - row.Record.LiquidationPrice) <= Tolerance(row);

        double Tolerance(PricedRow row) => Math.Max(
            row.Record.LiquidationPrice * tolerancePercent / 100,
            double.IsNaN(row.Record.Tick) ? 0 : row.Record.Tick * (1 + 1e-9));
    }
}
