using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>Maintenance margins that venues themselves printed, through <see cref="Venues"/>.</summary>
public sealed class MaintenanceGoldenTests
{
    private static readonly Dictionary<string, JsonElement> Rows = GoldenFile.ConformanceRows("maintenance-margins.json");
    private static readonly Dictionary<string, JsonElement> PriceRows = GoldenFile.ConformanceRows("liquidation-prices.json");

    public static TheoryData<string> Ids { get; } = [.. Rows.Keys];

    [Fact]
    public void File_HoldsTheRowsItShould() => Assert.Equal(24, Rows.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Maintenance_IsThePublishedOne(string id)
    {
        JsonElement row = Rows[id];
        MarginRules rules = RowRules.Rules(row);
        Position position = RowRules.PositionOf(row, rules);
        double tolerance = row.Number("tolerance"), mark = row.Number("priceUsed");
        if (row.NumberOrNull("posComm") is { } fee)
        {
            // The row has the fee and not the margin that it is taken of.
            position = Position.FromSigned(position.SignedQuantity, position.EntryPrice, margin: (fee / rules.TakerFeeRate) - (position.Quantity * position.EntryPrice));
        }

        Expect.Near(row.Number("expectedMaintenanceMargin"), rules.Maintenance(position, mark), tolerance, id);
        if (row.NumberOrNull("expectedInitialMargin") is { } initial && !double.IsNaN(position.Leverage))
        {
            Expect.Near(initial, rules.InitialMargin(position.Quantity, position.EntryPrice, position.Leverage) + rules.ReservedFee(position, mark), tolerance, id + " initial");
        }
    }

    [Theory]
    [InlineData("kucoin-v01")]
    [InlineData("kucoin-v02")]
    [InlineData("kucoin-v03")]
    [InlineData("kucoin-v04")]
    public void ReservedFee_OfKucoin_IsTheOneOfThePriceRows(string id)
    {
        JsonElement row = PriceRows[id], cost = row.GetProperty("costBasis");
        MarginRules rules = RowRules.Rules(row);
        Position position = RowRules.PositionOf(row, rules);
        Expect.Near(cost.Number("posComm"), rules.ReservedFee(position, row.Number("markPrice")), 1.1e-8, id);
        Expect.Near(cost.Number("posMaint"), rules.Maintenance(position, row.Number("markPrice")), 1.1e-8, id);
    }

    [Fact]
    public void ReservedFee_OfBitmex_IsRoundedUpByTheVenueForEachContract()
    {
        foreach (string id in (string[])["bitmex-v01", "bitmex-v02"])
        {
            JsonElement row = PriceRows[id], cost = row.GetProperty("costBasis");
            MarginRules rules = RowRules.Rules(row);
            Position position = RowRules.PositionOf(row, rules);
            double satoshi = rules.ReservedFee(position, row.Number("markPrice")) * 1e8, contracts = row.Number("quantity");
            Assert.InRange(cost.Number("posComm") - satoshi, 0, contracts);
            Assert.InRange(cost.Number("posMaint") - (rules.Maintenance(position, row.Number("markPrice")) * 1e8), 0, 2 * contracts);
        }
    }

    [Fact]
    public void Maintenance_OfAPositionWhoseMarginLiesInAnAccount_IsNaNWhereAReserveNeedsIt()
    {
        var schedule = MaintenanceSchedule.SingleRate(0.01);
        MarginRules bybit = Venues.Rules("bybit", Venues.Contract("bybit", "XUSDT"), schedule), okx = Venues.Rules("okx", Venues.Contract("okx", "X-USDT-SWAP"), schedule);
        Assert.Equal(double.NaN, bybit.Maintenance(Position.Cross(Side.Long, 100, 1), 90));
        Expect.NearRelative(0.9, okx.Maintenance(Position.Cross(Side.Long, 100, 1), 90));
        Assert.Equal("markPrice", Assert.Throws<ArgumentOutOfRangeException>(() => okx.Maintenance(Position.Cross(Side.Long, 100, 1), double.NaN)).ParamName);
        Assert.Throws<ArgumentException>(() => okx.Maintenance(default, 90));
    }
}
