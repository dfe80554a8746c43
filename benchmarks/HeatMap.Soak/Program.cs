using System.Diagnostics;
using System.Globalization;
using HeatMap;
using HeatMap.Tests.Living;

// dotnet run -c Release --project benchmarks/HeatMap.Soak -- --operations 1e9 --seed 1
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
double operations = 1e9;
ulong seed = 1;
for (int i = 0; i < args.Length; i += 2)
{
    bool isKnown = i + 1 < args.Length && (args[i] == "--operations"
        ? double.TryParse(args[i + 1], out operations) && operations is >= 1 and <= 1e15
        : args[i] == "--seed" && ulong.TryParse(args[i + 1], out seed));
    if (!isKnown)
    {
        Console.Error.WriteLine("usage: HeatMap.Soak [--operations 1e9] [--seed 1]");
        return 2;
    }
}

Console.WriteLine($"{operations:N0} random operations on living maps, seed {seed}");
Console.WriteLine("every life draws contract, grid, options, layers and capacity; a life is 100,000 calls of the map");
Console.WriteLine("checked: each order of each mark, and completeness of reports; maps and readers against a rebuild, ledger, range sums, stale handles, refusals");

const long OperationsOfALife = 100_000;
long left = (long)operations;
var soak = new LivingSoak(seed);
var watch = Stopwatch.StartNew();
TimeSpan shown = TimeSpan.Zero;
try
{
    while (left > 0)
    {
        long part = Math.Min(left, 10 * OperationsOfALife);
        soak.Run(part, OperationsOfALife);
        left -= part;
        if (watch.Elapsed - shown > TimeSpan.FromSeconds(20) || left == 0)
        {
            shown = watch.Elapsed;
            LivingLedger last = soak.Ledger;
            Console.WriteLine(
                $"{shown:hh\\:mm\\:ss}  {soak.Operations:N0} operations ({soak.Operations / shown.TotalSeconds:N0}/s), {soak.Lives:N0} lives, {soak.Updates:N0} positions touched, {soak.Liquidations:N0} liquidated, {soak.WindowMoves:N0} moves of the window, {soak.CompleteMarks:N0} complete reports, {soak.Rebuilds:N0} rebuilds, {soak.Refusals:N0} refusals");
            Console.WriteLine(
                $"          last ledger: opened {last.Opened.Notional:N2} + revalued {last.Revalued.Notional:N2} = live {last.Live.Notional:N2} + closed {last.Closed.Notional:N2} + liquidated {last.Liquidated.Notional:N2}: {(last.IsBalanced ? "balanced" : "NOT BALANCED")}");
        }
    }
}
catch (InvalidOperationException error)
{
    Console.WriteLine($"FAILED {error.Message}");
    return 1;
}

Console.WriteLine($"PASSED {soak.Operations:N0} operations, seed {seed}, in {watch.Elapsed:hh\\:mm\\:ss}");
return 0;
