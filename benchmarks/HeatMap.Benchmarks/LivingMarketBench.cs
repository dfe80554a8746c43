using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace HeatMap.Benchmarks;

/// <summary>A mark of a contract that a thousand cross accounts hold, by how many positions each of them has: the time of one account.</summary>
public class LivingMarketBench
{
    private const int Accounts = 1000, Marks = 100;

    private LivingMarket _market = null!;

    [Params(1, 5, 20)]
    public int Positions { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        LivingMap[] contracts = [.. Enumerable.Range(0, 20).Select(i => new LivingMap(
            new MarginRules(ContractSpec.Linear(Symbol(i), "USDT"), MaintenanceSchedule.SingleRate(0.005)), BandGrid.Geometric(0.001, new(20, 500)), 100, Accounts))];
        _market = new("USDT", Accounts, Accounts * Positions, contracts);
        var random = new Random(11);
        for (int i = 0; i < Accounts; i++)
        {
            AccountHandle account = _market.OpenAccount(1000 * (0.5 + random.NextDouble()) * Positions);
            for (int contract = 0; contract < Positions; contract++)
            {
                _market.Open(account, Symbol(contract), random.Next(2) == 0 ? Side.Long : Side.Short, 20 * (0.5 + random.NextDouble()), 100);
            }
        }
    }

    /// <summary>Marks to and fro by a tenth of a percent, which liquidate nobody.</summary>
    [Benchmark(OperationsPerInvoke = Accounts * Marks)]
    public int Mark()
    {
        int forced = 0;
        for (int i = 0; i < Marks; i++)
        {
            forced += _market.SetMark("C0", (i & 1) == 0 ? 100.1 : 100).AccountCount;
        }

        return forced;
    }

    /// <summary>Funding of a contract that all accounts hold.</summary>
    [Benchmark(OperationsPerInvoke = Accounts * Marks)]
    public double Funding()
    {
        double paid = 0;
        for (int i = 0; i < Marks; i++)
        {
            paid += _market.ApplyFunding("C0", (i & 1) == 0 ? 0.0001 : -0.0001);
        }

        return paid;
    }

    private static string Symbol(int contract) => string.Create(CultureInfo.InvariantCulture, $"C{contract}");
}
