namespace HeatMap.Tests.Accounts;

/// <summary>Accounts of the sizes that real ones have: many legs, and legs of a cent beside millions.</summary>
public sealed class CrossAccountScaleTests
{
    private const double Rate = 1.0 / 6;

    [Theory]
    [InlineData(0.1, 0.0186, 1e7)]
    [InlineData(1, 0.0064, 1e7)]
    [InlineData(0.1, 0.0186, 1e8)]
    public void LiquidationPrice_DustShortBesideAGreatAccount_FollowsTheClosedForm(double quantity, double mark, double equity)
    {
        CrossAccount account = CrossAccount.FromEquity("USDC", equity, Leg("BTC", Side.Long, 10, 80_000), Leg("DUST", Side.Short, quantity, mark));
        double spare = equity - (10 * 80_000 * Rate);
        Expect.NearRelative(((quantity * mark) + spare) / (quantity * (1 + Rate)), account.LiquidationPrice(1) ?? double.NaN);
    }

    [Fact]
    public void LiquidationPrices_OfManyLegs_FollowTheClosedForm()
    {
        const double Equity = 2e6;
        Holding[] legs = [.. Enumerable.Range(1, 200).Select(i => Leg($"C{i}", i % 3 == 0 ? Side.Long : Side.Short, Math.Pow(10, i % 7), Math.Pow(10, 3 - (i % 7))))];
        CrossAccount account = CrossAccount.FromEquity("USDC", Equity, legs);
        var prices = new double[legs.Length];
        account.LiquidationPrices(prices);

        double maintenance = legs.Sum(l => l.Position.Quantity * l.MarkPrice * Rate);
        for (int i = 0; i < legs.Length; i++)
        {
            (double quantity, double mark, int sign) = (legs[i].Position.Quantity, legs[i].MarkPrice, (int)legs[i].Position.Side);
            double spare = Equity - maintenance + (quantity * mark * Rate);
            double expected = ((sign * quantity * mark) - spare) / (quantity * (sign - Rate));
            if (expected > 0)
            {
                Expect.NearRelative(expected, prices[i]);
            }
            else
            {
                Assert.True(double.IsNaN(prices[i]));
            }
        }
    }

    private static Holding Leg(string coin, Side side, double quantity, double mark) =>
        new(new MarginRules(ContractSpec.Linear(coin, "USDC"), MaintenanceSchedule.SingleRate(Rate)), Position.Cross(side, 1.1 * mark, quantity), mark);
}
