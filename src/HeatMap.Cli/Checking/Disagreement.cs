using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Checking;

/// <summary>A line whose reported price does not follow from what the file says.</summary>
/// <param name="Row">The line, with the price that was computed.</param>
/// <param name="Suspect">What would give the reported price; null where nothing that was tried does.</param>
internal sealed record Disagreement(PricedRow Row, Suspect? Suspect)
{
    /// <summary>Zero where the venue reports that there is none.</summary>
    public double Reported => Row.Record.ReportsNoPrice ? 0 : Row.Record.LiquidationPrice;

    public double Computed => Row.LiquidationPrice;

    public double DifferencePercent => 100 * ((Computed / Reported) - 1);
}
