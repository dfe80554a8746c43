namespace HeatMap.Tests.Margin;

/// <summary>Published tables have misprints; the schedule says where.</summary>
public sealed class DeductionMismatchTests
{
    /// <summary>The coin-margined table whose last amount was printed as 11.81 in 2021, where the venue's calculator uses 11.605.</summary>
    private static readonly RiskTier[] Misprinted =
    [
        new(0, 0.004, 0), new(5, 0.005, 0.005), new(10, 0.01, 0.055), new(20, 0.025, 0.355), new(50, 0.05, 1.605), new(100, 0.1, 6.605), new(200, 0.125, 11.81),
    ];

    [Fact]
    public void Mismatches_NameTheTierAndBothNumbers() =>
        Assert.Equal([new DeductionMismatch(7, 11.81, 11.605)], MaintenanceSchedule.Mismatches(Misprinted).ToArray());

    [Fact]
    public void Mismatches_OfARightTable_AreNone()
    {
        Assert.Empty(MaintenanceSchedule.Mismatches(Venues.BinanceUsdm("BTCUSDT").Schedule.Tiers));
        Assert.Empty(MaintenanceSchedule.Mismatches([.. Misprinted.Select(static t => t with { Deduction = double.NaN })]));
    }

    [Fact]
    public void Mismatches_GoOnFromComputedDeductions()
    {
        // One wrong amount is one entry, also when the ones after it are right.
        RiskTier[] tiers = [.. Misprinted];
        (tiers[2], tiers[6]) = (tiers[2] with { Deduction = 0.05 }, tiers[6] with { Deduction = 11.605 });

        Assert.Equal([new DeductionMismatch(3, 0.05, 0.055)], MaintenanceSchedule.Mismatches(tiers).ToArray());
    }

    [Fact]
    public void Marginal_RefusesAMisprint_WithBothNumbers() =>
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Marginal(TierBasis.Base, Misprinted), "tier 7", "11.81", "11.605");
}
