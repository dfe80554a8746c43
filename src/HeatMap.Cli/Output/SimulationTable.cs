using HeatMap.Cascades;
using HeatMap.Cli.Cascading;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>What random paths set off, for people.</summary>
internal static class SimulationTable
{
    public static void Write(CascadeStudy study, IAnsiConsole console)
    {
        if (study.Simulation is not { } simulation)
        {
            return;
        }

        SimulatedCascades result = simulation.Result;
        console.WriteHeading("What random paths set off");
        console.WriteWrapped(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Paths:N0} paths of {CompactNumber.Duration(result.Options.Horizon)} at a volatility of {Numbers.Share(simulation.Settings.Volatility)} a year, without a trend, seed {result.Options.Seed}. Each falls to its lowest price, and rises to its highest."));
        var chances = new TextTable("", "anybody liquidated", "+/-", "closed form", "a cascade", "+/-");
        AddChances(chances, "falls", result.Down, simulation.Down);
        AddChances(chances, "rises", result.Up, simulation.Up);
        chances.Write(console);
        console.WriteLine("");
        var table = new TextTable("", "mean", "median", "95 of 100", "99 of 100", "mean beyond 99", "most");
        foreach ((string way, SimulatedSide side) in ((string, SimulatedSide)[])[("falls", result.Down), ("rises", result.Up)])
        {
            Add(table, $"{way}, how far", side.Depth, Numbers.Share);
            Add(table, "farther by cascade", side.Overshoot, Numbers.Share);
            Add(table, "base liquidated", side.Quantity, CompactNumber.Notional);
            Add(table, "notional", side.Notional, CompactNumber.Notional);
        }

        table.Write(console);
    }

    private static void AddChances(TextTable table, string name, SimulatedSide side, CascadeReach reach) => table.Add(
        name,
        CompactNumber.Probability(side.Liquidated.Value),
        CompactNumber.Probability(side.Liquidated.StandardError),
        CompactNumber.Probability(reach.Any),
        CompactNumber.Probability(side.Cascaded.Value),
        CompactNumber.Probability(side.Cascaded.StandardError));

    private static void Add(TextTable table, string name, SimulatedDistribution numbers, Func<double, string> text) => table.Add(
        name, text(numbers.Mean.Value), text(numbers.Quantile(0.5)), text(numbers.Quantile(0.95)), text(numbers.Quantile(0.99)), text(numbers.TailMean(0.99)), text(numbers.Greatest));
}
