using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Checking;

/// <summary>What became of the prices that a file reports.</summary>
/// <param name="TolerancePercent">How far prices may differ; one tick always may.</param>
/// <param name="Agree">Lines whose price is the reported one.</param>
/// <param name="NotReported">Lines for which the file reports no price.</param>
/// <param name="NeedsAccount">Lines whose account is not given whole.</param>
/// <param name="Rows">The lines that disagree.</param>
internal sealed record CheckResult(double TolerancePercent, long Agree, long NotReported, long NeedsAccount, IReadOnlyList<Disagreement> Rows)
{
    public long Disagree => Rows.Count;

    public long Compared => Agree + Disagree;

    public long NotComparable => NotReported + NeedsAccount;

    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Compared} compared, {Agree} agree, {Disagree} disagree, {NotComparable} not comparable");

    public static CheckResult Of(IReadOnlyList<PricedRow> rows, double tolerancePercent)
    {
        long agree = 0, notReported = 0, needsAccount = 0;
        var disagreements = new List<Disagreement>();
        foreach (PricedRow row in rows)
        {
            double reported = row.Record.LiquidationPrice, tick = double.IsNaN(row.Record.Tick) ? 0 : row.Record.Tick;
            if (double.IsNaN(reported))
            {
                notReported++;
            }
            else if (row.Reason == RowPricer.NeedsAccount)
            {
                needsAccount++;
            }
            else if (Math.Abs(row.LiquidationPrice - reported) <= Math.Max(reported * tolerancePercent / 100, tick * (1 + 1e-9)))
            {
                agree++;
            }
            else
            {
                disagreements.Add(new(row, Suspects.Likeliest(row, Math.Max(reported * tolerancePercent / 1000, tick / 2))));
            }
        }

        return new(tolerancePercent, agree, notReported, needsAccount, disagreements);
    }
}
