#:project ../../src/HeatMap/HeatMap.csproj

// Counter-examples from real days: what a map of liquidation levels does not say.
// dotnet run -c Release docs/samples/honest-reading.cs
// What it prints is the block of docs/guide/honest-reading.md; the data is told in docs/samples/data/README.md.

using System.Globalization;
using System.IO.Compression;
using HeatMap;
using HeatMap.Cascades;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string data = Path.Combine("docs", "samples", "data");
Snapshot[] snapshots = Snapshot.Read(Path.Combine(data, "hyperliquid-btc-snapshots.csv.gz"));
Hours hours = Hours.Read(Path.Combine(data, "binance-btc-hours.csv"));
var day = TimeSpan.FromDays(1);
Snapshot[] begun = [.. snapshots.Where(s => s.Time + day <= snapshots[^1].Time)];
Side[] sides = [Side.Long, Side.Short];
Console.WriteLine($"{snapshots.Length} snapshots, {snapshots[0].Time:yyyy-MM-dd HH:mm} to {snapshots[^1].Time:yyyy-MM-dd HH:mm}; {begun.Length} on {begun.Select(s => s.Time.Date).Distinct().Count()} days have a whole day after them");

// ---- 1. Bright is not a promise ---------------------------------------------------------------------------------------------------------------

Console.WriteLine();
Console.WriteLine("1. the fullest band of two percent of each side, a day later");
foreach (Side side in sides)
{
    var bright = new Days();
    var gone = new Days();
    List<double> away = [];
    foreach (Snapshot s in begun)
    {
        if (s.Fullest(side) is not { } band)
        {
            continue;
        }

        double near = side == Side.Long ? band.High : band.Low, distance = Math.Max(0, (int)side * (s.Mark - near) / s.Mark);
        bool reached = hours.Reach(s.Time, s.Time + day, side, near);
        away.Add(distance);
        bright.Add(s.Time, reached);
        Snapshot later = snapshots.First(l => l.Time >= s.Time + day);
        HashSet<string> both = [.. s.Held.Keys.Intersect(later.Held.Keys)];
        double before = s.Waiting(side, band, both);
        if (!hours.Reach(s.Time, later.Time, side, near) && before > 0)
        {
            gone.Add(s.Time, later.Waiting(side, band, both) < 0.5 * before);
        }
    }

    away.Sort();
    Console.WriteLine($"  {Name(side)}: median {away[away.Count / 2]:P0} from the mark; price reached it {bright}");
    Console.WriteLine($"    where it did not: less than half was left in it, of the accounts that are still listed, {gone}");
}

// ---- 2. Near levels get touched because they are near -------------------------------------------------------------------------------------------

Console.WriteLine();
PriceReach walk = new GeometricBrownian(hours.Volatility).Within(day);
HashSet<string> reachedAccounts = [], listed = [], holding = [];
Console.WriteLine($"2. levels of positions, each within a day, against a random walk without drift at {hours.Volatility:P0} a year");
foreach ((double from, double to) in ((double, double)[])[(0, 0.05), (0.05, 0.1), (0.1, 0.15), (0.15, 0.25), (0.25, 0.5)])
{
    var touched = new Days();
    double expected = 0;
    foreach (Snapshot s in begun)
    {
        foreach ((string account, (double price, double quantity)) in s.Held.Where(h => h.Value.Quantity != 0 && Math.Abs((h.Value.Price / s.Mark) - 1) is { } d && d >= from && d < to))
        {
            bool reached = hours.Reach(s.Time, s.Time + day, quantity > 0 ? Side.Long : Side.Short, price);
            touched.Add(s.Time, reached);
            expected += walk.Touch(s.Mark, price);
            if (reached)
            {
                (double _, double after) = snapshots.First(l => l.Time >= s.Time + day).Held.GetValueOrDefault(account, (double.NaN, double.NaN));
                reachedAccounts.Add(account);
                _ = double.IsNaN(after) || listed.Add(account);
                _ = !(after / quantity >= 1) || holding.Add(account);
            }
        }
    }

    Console.WriteLine($"  {from,4:P0} to {to:P0}: touched {touched}; the walk says {expected / touched.Count:P1}, that is {expected:N0}");
}

Console.WriteLine($"  these are {reachedAccounts.Count} accounts; a day later {listed.Count} of them were still listed, and {holding.Count} held as much or more on the same side");
var towards = new Days();
var firsts = new Days();
foreach (Snapshot s in begun)
{
    double below = s.Within(Side.Long, 0.2), above = s.Within(Side.Short, 0.2);
    if (below != above)
    {
        bool went = hours.CloseAt(s.Time + day) > s.Mark == above > below;
        if (towards.IsNew(s.Time))
        {
            firsts.Add(s.Time, went);
        }

        towards.Add(s.Time, went);
    }
}

Console.WriteLine($"  a day later price stood towards the fuller side within 20 %: {towards}; first snapshot of each day: {firsts.Hits} of {firsts.Count}");

// ---- 3. The scale decides what you see --------------------------------------------------------------------------------------------------------

Snapshot last = snapshots[^1], crash = snapshots.Last(s => s.Time.Day == 5);
Console.WriteLine();
Console.WriteLine($"3. one map, {last.Time:yyyy-MM-dd HH:mm}, {last.Mark:N0}, within 25 %: bands at half brightness or more, and the fullest band");
foreach (double width in (double[])[100, 500, 2000])
{
    LiquidationMap map = last.Map(BandGrid.Uniform(width, new(last.Mark * 0.75, last.Mark * 1.25)));
    string[] bright = [.. ((IntensityScale[])[IntensityScale.Linear, IntensityScale.SquareRoot, IntensityScale.Logarithmic]).Select(scale => $"{scale} {sides.Sum(side => map.Intensities(side, scale).Count(i => i >= 0.5))}")];
    (Side side, int at) = sides.SelectMany(s => Enumerable.Range(0, map.Grid.Count).Select(b => (s, b))).MaxBy(c => map.Notional(c.s, Band.Range(map.Grid, c.b)));
    int filled = sides.Sum(side => map.Intensities(side, IntensityScale.Linear).Count(i => i > 0));
    Console.WriteLine($"  {width,5:N0} USD a band: {string.Join(", ", bright)} of {filled} that hold anything; fullest {map.Grid.LowerEdge(at):N0} to {map.Grid.UpperEdge(at):N0}, {Name(side)}, {map.Notional(side, Band.Range(map.Grid, at)) / 1e6:N1} M");
}

// ---- 4. What lies outside the window ------------------------------------------------------------------------------------------------------------

Console.WriteLine();
Console.WriteLine($"4. the same positions: what a window shows of {last.Total / 1e6:N0} M in {last.Held.Count(h => h.Value.Quantity != 0)} positions");
foreach (double half in (double[])[0.05, 0.1, 0.25, 0.5])
{
    LiquidationMap map = last.Map(BandGrid.Geometric(0.002, new(last.Mark * (1 - half), last.Mark * (1 + half))));
    Console.WriteLine($"  within {half,3:P0}: {(last.Total - map.Below.Notional - map.Above.Notional - map.Unplaced.Total.Notional) / last.Total:P0} inside, {map.Below.Notional / last.Total:P0} below, {map.Above.Notional / last.Total:P0} above, {map.Unplaced.Total.Notional / last.Total:P0} without a price");
}

// ---- 5. A map that misses half of the market ----------------------------------------------------------------------------------------------------

const int Draws = 1_000;
Console.WriteLine();
Console.WriteLine($"5. half of the accounts, drawn {Draws:N0} times: is the fullest band of each side still the fullest?");
foreach (Side side in sides)
{
    int same = 0;
    PriceRange? full = last.Fullest(side);
    for (int draw = 0; draw < Draws; draw++)
    {
        var stream = new RandomStream(7, draw);
        same += last.Only([.. last.Held.Keys.Order(StringComparer.Ordinal).Where((_, i) => stream.Uniform(i) < 0.5)]).Fullest(side) == full ? 1 : 0;
    }

    Console.WriteLine($"  {Name(side)}: {full!.Value.Low:N0} to {full.Value.High:N0} in {(double)same / Draws:P0} of the draws; {last.In(side, full.Value).Count()} position(s)");
}

// ---- 6. A map grows old ---------------------------------------------------------------------------------------------------------------------------

Console.WriteLine();
Console.WriteLine("6. share of notional that lies in another band of two percent later, same accounts");
foreach ((double from, double to) in ((double, double)[])[(2, 7), (20, 28), (68, 76)])
{
    double[] moved = [.. snapshots.SelectMany(s => snapshots.Where(l => (l.Time - s.Time).TotalHours >= from && (l.Time - s.Time).TotalHours < to).Select(l => s.Apart(l))).Order()];
    Console.WriteLine($"  {from:0} to {to:0} h: median {moved[moved.Length / 2]:P0}, middle half {moved[moved.Length / 4]:P0} to {moved[3 * moved.Length / 4]:P0}, {moved.Length} pairs");
}

// ---- 7. Two sides are two questions -------------------------------------------------------------------------------------------------------------

Console.WriteLine();
double[] lesser = [.. snapshots.Select(s => (Long: s.Within(Side.Long, 0.1), Short: s.Within(Side.Short, 0.1))).Where(p => p.Long + p.Short > 0).Select(p => Math.Min(p.Long, p.Short) / (p.Long + p.Short))];
Console.WriteLine($"7. within 10 %: {lesser.Length} of {snapshots.Length} snapshots hold anything, {lesser.Count(l => l < 0.1)} of them at least nine tenths on one side");
foreach (Snapshot s in (Snapshot[])[crash, last])
{
    Console.WriteLine($"  {s.Time:yyyy-MM-dd HH:mm}: longs below {s.Within(Side.Long, 0.1) / 1e6:N1} M, shorts above {s.Within(Side.Short, 0.1) / 1e6:N1} M");
}

// ---- 8. A cascade needs depth ---------------------------------------------------------------------------------------------------------------------

Console.WriteLine();
(double Price, double Quantity) wall = crash.Levels.Where(l => l.Quantity < 0 && l.Price < crash.Mark * 1.1).MinBy(l => l.Quantity);
Console.WriteLine($"8. {crash.Time:yyyy-MM-dd HH:mm}, mark {crash.Mark:N0}: a short of {-wall.Quantity:N0} BTC, {wall.Price * -wall.Quantity / 1e6:N0} M, breaks at {wall.Price:N0}, {(wall.Price / crash.Mark) - 1:+0.0 %}; price goes there");
foreach (double depth in (double[])[20e6, 80e6, 320e6])
{
    CascadeResult run = new CascadeModel(DepthCurve.PowerLaw(depth)).Run(crash.Ladder(), Shock.Move((wall.Price * 1.0001 / crash.Mark) - 1));
    Console.WriteLine($"  {depth / 1e6,3:N0} M within 1 %: {run.Levels} liquidated, ends {(run.FinalPrice / crash.Mark) - 1:+0.0 %;-0.0 %}");
}

string whale = crash.Held.Single(h => h.Value == wall).Key;
Snapshot next = snapshots.First(s => s.Time > crash.Time);
Console.WriteLine($"  {next.Time:yyyy-MM-dd HH:mm}: the account holds {next.Held[whale].Quantity:N0} BTC; highest price since {hours.High(crash.Time, next.Time):N0}");
Console.WriteLine($"  first hour at or above the level: {hours.FirstAtOrAbove(next.Time, wall.Price)}");
return 0;

static string Name(Side side) => side == Side.Long ? "longs" : "shorts";

/// <summary>What a source listed at a moment: accounts, and what each of them held; no quantity where nothing.</summary>
sealed record Snapshot(DateTimeOffset Time, double Mark, Dictionary<string, (double Price, double Quantity)> Held)
{
    // Two percent a band: few and large cross accounts, whose prices wander by as much within hours.
    private static readonly BandGrid s_coarse = BandGrid.Geometric(0.02, new(35_000, 120_000));

    public (double Price, double Quantity)[] Levels { get; } = [.. Held.Values.Where(h => h.Quantity != 0 && !double.IsNaN(h.Price))];

    public double Total => Held.Values.Sum(h => Math.Abs(h.Quantity) * (double.IsNaN(h.Price) ? Mark : h.Price));

    public static Snapshot[] Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).GroupBy(r => r[0])
                .Select(g => new Snapshot(
                    DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(g.Key, CultureInfo.InvariantCulture)),
                    Number.Of(g.First()[1]),
                    g.ToDictionary(r => r[2], r => (r[5].Length == 0 ? double.NaN : Number.Of(r[5]), (r[3] == "short" ? -1 : 1) * Number.Of(r[4]))))),
        ];
    }

    public Snapshot Only(HashSet<string> accounts) => new(Time, Mark, Held.Where(h => accounts.Contains(h.Key)).ToDictionary());

    public LiquidationMap Map(BandGrid grid)
    {
        (double Price, double Quantity)[] rows = [.. Held.Values.Where(h => h.Quantity != 0)];
        double[] price = [.. rows.Select(r => r.Price)], notional = [.. rows.Select(r => r.Quantity * (double.IsNaN(r.Price) ? Mark : r.Price))];
        return LiquidationMap.Build(new PricedColumns(price, notional), grid, Mark, new() { Unit = "USD" });
    }

    public LiquidationLadder Ladder() => LiquidationLadder.FromPositions([.. Levels.Select(l => l.Price)], [.. Levels.Select(l => l.Quantity)], Mark);

    public PriceRange? Fullest(Side side)
    {
        LiquidationMap map = Map(s_coarse);
        PriceRange best = Enumerable.Range(0, s_coarse.Count).Select(b => Band.Range(s_coarse, b)).MaxBy(r => map.Notional(side, r));
        return map.Notional(side, best) > 0 ? best : null;
    }

    public IEnumerable<KeyValuePair<string, (double Price, double Quantity)>> In(Side side, PriceRange range) =>
        Held.Where(h => h.Value.Quantity * (int)side > 0 && h.Value.Price >= range.Low && h.Value.Price < range.High);

    public double Waiting(Side side, PriceRange range, HashSet<string> accounts) =>
        In(side, range).Where(h => accounts.Contains(h.Key)).Sum(h => Math.Abs(h.Value.Quantity) * h.Value.Price);

    public double Within(Side side, double share) => Levels.Where(l => l.Quantity * (int)side > 0 && Math.Abs((l.Price / Mark) - 1) <= share).Sum(l => Math.Abs(l.Quantity) * l.Price);

    public double Apart(Snapshot later)
    {
        HashSet<string> both = [.. Held.Keys.Intersect(later.Held.Keys)];
        return Only(both).Map(s_coarse).DistanceTo(later.Only(both).Map(s_coarse)).Shares.TotalVariation;
    }
}

/// <summary>Hourly lows, highs and closes.</summary>
sealed class Hours(DateTimeOffset[] start, double[] low, double[] high, double[] close)
{
    /// <summary>A year's volatility by hourly closes of all these days, the future of each snapshot included.</summary>
    public double Volatility
    {
        get
        {
            double[] moves = [.. close.Zip(close.Skip(1), (a, b) => Math.Log(b / a))];
            return Math.Sqrt(moves.Average(m => m * m) * 24 * 365);
        }
    }

    public static Hours Read(string file)
    {
        double[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => (double[])[.. line.Split(',').Select(Number.Of)])];
        return new([.. rows.Select(r => DateTimeOffset.FromUnixTimeMilliseconds((long)r[0]))], [.. rows.Select(r => r[1])], [.. rows.Select(r => r[2])], [.. rows.Select(r => r[3])]);
    }

    /// <summary>The highest price of the hours that lie wholly between two times.</summary>
    public double High(DateTimeOffset from, DateTimeOffset to) => Begun(from, to).Where(i => start[i].AddHours(1) <= to).Max(i => high[i]);

    public bool Reach(DateTimeOffset from, DateTimeOffset to, Side side, double price) => Begun(from, to).Any(i => side == Side.Long ? low[i] <= price : high[i] >= price);

    public double CloseAt(DateTimeOffset time) => close[Array.FindLastIndex(start, s => s.AddHours(1) <= time)];

    public string FirstAtOrAbove(DateTimeOffset from, double price)
    {
        int at = Array.FindIndex(high, Array.FindIndex(start, s => s >= from), h => h >= price);
        return $"{start[at]:yyyy-MM-dd HH:mm}, from {close[at - 1]:N0} to {close[at]:N0}, high {high[at]:N0}";
    }

    private IEnumerable<int> Begun(DateTimeOffset from, DateTimeOffset to) => Enumerable.Range(0, start.Length).Where(i => start[i] >= from && start[i] < to);
}

/// <summary>Hits among tries, by day: snapshots of a day are not independent, so days are drawn whole.</summary>
sealed class Days
{
    private readonly SortedDictionary<DateTime, (double Hits, double Tries)> _days = [];

    public int Hits => (int)_days.Values.Sum(d => d.Hits);

    public int Count => (int)_days.Values.Sum(d => d.Tries);

    public bool IsNew(DateTimeOffset time) => !_days.ContainsKey(time.Date);

    public void Add(DateTimeOffset time, bool hit)
    {
        (double hits, double tries) = _days.GetValueOrDefault(time.Date);
        _days[time.Date] = (hits + (hit ? 1 : 0), tries + 1);
    }

    public override string ToString()
    {
        if (Hits == 0 || Hits == Count)
        {
            return $"{Hits} of {Count} times";
        }

        BootstrapInterval share = BlockBootstrap.Ratio([.. _days.Values.Select(d => d.Hits)], [.. _days.Values.Select(d => d.Tries)], new() { Seed = 7 });
        return $"{Hits} of {Count} times, {share.Estimate:P1} [{share.Low:P1}, {share.High:P1}]";
    }
}

static class Band
{
    public static PriceRange Range(BandGrid grid, int band) => new(grid.LowerEdge(band), grid.UpperEdge(band));
}

static class Number
{
    public static double Of(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
