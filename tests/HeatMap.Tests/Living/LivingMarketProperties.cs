using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

/// <summary>After any sequence of calls a market's prices, maps, reports and money are those of accounts and maps made from nothing.</summary>
public sealed class LivingMarketProperties
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomOperationsOnLinearContracts_LeaveWhatARebuildGives(int seed)
    {
        MarginRules flat = new(ContractSpec.Linear("FLAT", "USDT"), MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(200_000, 0.03), new(500_000, 0.06))) { Fee = TriggerFee.MarkValue, TakerFeeRate = 0.0005 };
        MarginRules larger = new(ContractSpec.Linear("LARGER", "USDT") with { Tick = 0.05 }, MaintenanceSchedule.SingleRate(0.02)) { LargerLegOnly = true, Rounding = PriceRounding.ConservativeTick };
        MarginRules bankrupt = new(ContractSpec.Linear("FEE", "USDT"), MaintenanceSchedule.SingleRate(0.01)) { Fee = TriggerFee.BankruptcyValue, TakerFeeRate = 0.0006, MinimumMaintenance = 50 };
        Run(new(new Dice(seed, 7), "USDT", [60_000, 2_500, 150, 0.4], Venues.BinanceUsdm("BTCUSDT"), flat, larger, bankrupt));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void RandomOperationsOnCoinSettledContracts_LeaveWhatARebuildGives(int seed)
    {
        MarginRules coinm = Venues.Get("binance-coinm", "BTCUSD_PERP"), deribit = Venues.Get("deribit", "BTC-PERPETUAL");
        MarginRules quanto = new(new ContractSpec("QUANTO", ContractKind.Quanto, "USD", "BTC"), MaintenanceSchedule.SingleRate(0.02));
        Run(new(new Dice(seed, 7), "BTC", [60_000, 60_050, 2_500], coinm, deribit, quanto));
    }

    private static void Run(LivingMarketModel model)
    {
        for (int step = 0; step < 1500; step++)
        {
            model.Step();
            model.Compare();
        }

        string what = $"{model.Crossed} crossed, {model.Due} due, {model.Hedged} with hedges, {model.Survivors} re-priced";
        Assert.True(model.Crossed > 10 && model.Due > 4 && model.Hedged > 4 && model.Survivors > 500, what);
    }
}
