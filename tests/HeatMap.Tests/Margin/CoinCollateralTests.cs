namespace HeatMap.Tests.Margin;

/// <summary>Collateral in the coin that is traded.</summary>
public sealed class CoinCollateralTests
{
    private static readonly MarginRules Gmx = Venues.Rules("gmx-v2", Venues.Contract("gmx-v2", "ETH"), MaintenanceSchedule.SingleRate(0.005), takerFeeRate: 0.0005);

    [Theory]
    [InlineData(Side.Long)]
    [InlineData(Side.Short)]
    public void Gmx_FollowsItsClosedForm(Side side)
    {
        // S = 30,000 USD at 3,000, so T = 10 coins; K = 1 coin; required 0.5 % of S, closing fee 0.05 % of S, impact −20.
        const double S = 30_000, T = 10, K = 1, Required = 150, Fee = 15, Impact = -20;
        double expected = side == Side.Long ? (S + Required - Impact + Fee) / (T + K) : (S - Required + Impact - Fee) / (T - K);
        var position = Position.FromSigned((int)side * T, 3_000, margin: 0);

        Expect.NearRelative(expected, Liquidation.PriceWithCoinCollateral(position, Gmx with { FixedFee = -Impact }, K));
    }

    [Fact]
    public void ShortCoveredByItsCoins_IsNeverLiquidated() =>
        Assert.Equal(double.NaN, Liquidation.PriceWithCoinCollateral(Position.Isolated(Side.Short, 3_000, 10, 0), Gmx, 10));

    [Theory]
    [InlineData(Side.Long, 0.4)]
    [InlineData(Side.Short, 0.4)]
    [InlineData(Side.Long, 400)]
    [InlineData(Side.Short, 400)]
    public void MarginalTiers_AtThePriceEquityMeetsMaintenance_AndCoinsMoveItAway(Side side, double quantity)
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        var position = Position.Isolated(side, 60_000, quantity, quantity * 2_000);
        double coins = quantity * 0.05, price = Liquidation.PriceWithCoinCollateral(position, rules, coins), without = Liquidation.PriceWithCoinCollateral(position, rules, 0);

        double equity = (quantity * 2_000) + (coins * price) + ((int)side * quantity * (price - 60_000));
        Expect.NearRelative(rules.Schedule.Maintenance(rules.Contract, quantity, price), equity, 1e-9);
        Assert.True(side == Side.Long ? price < without : price > without);
        Expect.NearRelative(Liquidation.Price(position, rules), without);
    }

    [Fact]
    public void OtherKindsOfRules_AreRefused()
    {
        var position = Position.Isolated(Side.Long, 100, 1, 10);
        MarginRules flat = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.Flat(TierBasis.Quote, new RiskTier(0, 0.01)));
        MarginRules inverse = new(ContractSpec.Inverse("X", "USD", "X"), MaintenanceSchedule.SingleRate(0.01));
        Assert.All((MarginRules[])[flat, inverse, Gmx with { FeeCombination = FeeCombination.Greater }], r =>
            Assert.Equal("rules", Assert.Throws<ArgumentException>(() => Liquidation.PriceWithCoinCollateral(position, r, 1)).ParamName));
        Assert.Equal("position", Assert.Throws<ArgumentException>(() => Liquidation.PriceWithCoinCollateral(Position.Cross(Side.Long, 100, 1), Gmx, 1)).ParamName);
        Assert.Equal("collateralQuantity", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.PriceWithCoinCollateral(position, Gmx, double.NaN)).ParamName);
    }
}
