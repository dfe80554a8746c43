using System.Collections.Immutable;
using HeatMap.Cli.Reading;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A report for people: what the map is, what it comes to, then its numbers.</summary>
internal sealed class ReportTable
{
    private readonly LoadedReport _read;
    private readonly MapReport _report;
    private readonly IAnsiConsole _console;

    private ReportTable(LoadedReport read, IAnsiConsole console) => (_read, _report, _console) = (read, read.Report, console);

    public static void Write(LoadedReport read, IAnsiConsole console)
    {
        var table = new ReportTable(read, console);
        table.WriteMap();
        table.WriteSummary();
        ZoneTable.Write(console, "Hottest zones of longs, below the mark", read.Report, HeatMap.Side.Long);
        ZoneTable.Write(console, "Hottest zones of shorts, above the mark", read.Report, HeatMap.Side.Short);
        table.WriteAsymmetry();
        table.WriteShape();
        table.WriteConcentration();
        table.WriteGaps("Gaps below the mark", read.Report.NearestGapBelow, read.Report.GapsBelow);
        table.WriteGaps("Gaps above the mark", read.Report.NearestGapAbove, read.Report.GapsAbove);
        HorizonTable.Write(read, console);
    }

    private void WriteMap()
    {
        LiquidationMap map = _read.Map;
        SideTally total = map.Total;
        string name = _read.Loaded.Symbol is { Length: > 0 } symbol ? OriginText.Shorten(symbol, 40) : "A map";
        _console.MarkupLine($"[bold]{Markup.Escape(name)}[/], mark [bold]{CompactNumber.Price(map.MarkPrice)}[/], notional in {Markup.Escape(OriginText.Shorten(map.Unit ?? "quote", 12))}");
        Line($"{(map.HasCounts ? Positions(total.Count) : "positions")} worth {CompactNumber.Notional(total.Notional)}, {OriginText.Of(map)}");
        Line($"in the window, {Edge(map.Grid.Lower)} to {Edge(map.Grid.Upper)}: {Sides(map.InBands)}");
        if (map.Below.Notional + map.Above.Notional > 0)
        {
            Line($"outside it: {string.Join(", ", Tails(map.Below, "below").Concat(Tails(map.Above, "above")))}");
        }

        foreach ((UnplacedReason reason, _, string text) in Reasons.All)
        {
            SideTally tally = map.Unplaced[reason];
            if (tally.Count > 0 || tally.Notional > 0)
            {
                Line($"in no band, {text}: {CompactNumber.Notional(tally.Notional)}{(tally.Count > 0 ? $" in {Positions(tally.Count)}" : "")}");
            }
        }

        if (_read.Loaded.Skipped?.Values.Sum() is > 0 and var skipped)
        {
            Line($"left out as bad: {Positions(skipped)}");
        }

        if (total.Notional > 0)
        {
            Line($"All readings are of the window: {Numbers.Share(map.InBands.Notional / total.Notional)} of the notional.");
        }
    }

    private void WriteSummary()
    {
        foreach (string sentence in (string[])[ReportSummary.Exposure(_report), ReportSummary.NearestZone(_report)])
        {
            if (sentence.Length > 0)
            {
                Line("");
                Line(sentence);
            }
        }
    }

    private void WriteAsymmetry()
    {
        if (_report.Asymmetries.IsEmpty)
        {
            return;
        }

        _console.WriteHeading("Which side is exposed");
        var table = new TextTable("within", "longs below", "shorts above", "imbalance");
        bool reachesBeyond = false;
        foreach (Asymmetry asymmetry in _report.Asymmetries)
        {
            bool beyond = _report.EndsBefore(asymmetry);
            reachesBeyond |= beyond;
            table.Add(Numbers.Share(asymmetry.Within) + (beyond ? "*" : ""), CompactNumber.Notional(asymmetry.Long), CompactNumber.Notional(asymmetry.Short), Numbers.Signed(asymmetry.Imbalance));
        }

        table.Write(_console);
        if (reachesBeyond)
        {
            Line(WindowEnds.Note);
        }
    }

    private void WriteShape()
    {
        _console.WriteHeading("How each side lies");
        var table = new TextTable("", "notional", "centre of mass", "from the mark", "spread", "skew");
        foreach ((string name, SideShape shape) in ((string, SideShape)[])[("longs", _report.Shape.Long), ("shorts", _report.Shape.Short), ("both", _report.Shape.Both)])
        {
            table.Add(
                name,
                CompactNumber.Notional(shape.Notional),
                Price(shape.CentrePrice),
                Numbers.SignedShare((shape.CentrePrice / shape.MarkPrice) - 1),
                Numbers.Share(shape.LogSpread),
                Numbers.Signed(shape.Skewness));
        }

        table.Write(_console);
    }

    private void WriteConcentration()
    {
        _console.WriteHeading("How concentrated each side is");
        var table = new TextTable("", "effective bands", "effective width", "fullest band", "ten fullest", "Gini") { Spare = [4] };
        foreach ((string name, Concentration concentration) in ((string, Concentration)[])[("longs", _report.LongConcentration), ("shorts", _report.ShortConcentration), ("both", _report.Concentration)])
        {
            table.Add(
                name,
                double.IsFinite(concentration.Hhi) ? string.Create(CultureInfo.InvariantCulture, $"{concentration.EffectiveBands:0.0} of {concentration.Bands}") : $"- of {concentration.Bands}",
                Price(concentration.EffectiveWidth),
                Numbers.Share(concentration.TopShare1),
                Numbers.Share(concentration.TopShare10),
                double.IsFinite(concentration.Gini) ? concentration.Gini.ToString("0.00", CultureInfo.InvariantCulture) : "-");
        }

        table.Write(_console);
    }

    private void WriteGaps(string title, Gap? nearest, ImmutableArray<Gap> widest)
    {
        if (!_console.WriteHeading(title, nearest is null))
        {
            return;
        }

        var table = new TextTable("", "from", "to", "width", "", "away", "notional", "") { Spare = [3] };
        if (!widest.Contains(nearest!.Value))
        {
            Add(table, "nearest", nearest.Value);
        }

        for (int i = 0; i < widest.Length; i++)
        {
            Add(table, string.Join(", ", Names(widest[i] == nearest, i == 0)), widest[i]);
        }

        table.Write(_console);
    }

    private static IEnumerable<string> Names(bool isNearest, bool isWidest)
    {
        if (isNearest)
        {
            yield return "nearest";
        }

        if (isWidest)
        {
            yield return "widest";
        }
    }

    private void Add(TextTable table, string name, Gap gap) => table.Add(
        name,
        Edge(gap.Range.Low),
        Edge(gap.Range.High),
        Price(gap.Width),
        Numbers.Share(gap.WidthFraction),
        Numbers.Share(gap.Distance),
        CompactNumber.Notional(gap.Notional),
        gap.IsOpen ? "open end" : "");

    private IEnumerable<string> Tails(SideTally tally, string where)
    {
        if (tally.LongUnits > 0)
        {
            yield return $"longs {Side(tally.Long, tally.LongCount)} {where}";
        }

        if (tally.ShortUnits > 0)
        {
            yield return $"shorts {Side(tally.Short, tally.ShortCount)} {where}";
        }
    }

    private string Sides(SideTally tally) => $"longs {Side(tally.Long, tally.LongCount)}, shorts {Side(tally.Short, tally.ShortCount)}";

    private string Side(double notional, long count) => CompactNumber.Notional(notional) + (_read.Map.HasCounts ? string.Create(CultureInfo.InvariantCulture, $" in {count:N0}") : "");

    private string Edge(double price) => price == _report.MarkPrice ? CompactNumber.Price(price) : CompactNumber.Edge(price, _report.Grid);

    private string Price(double price) => Numbers.PriceLike(price, _report.MarkPrice);

    private static string Positions(long count) => count == 1 ? "1 position" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} positions");

    private void Line(string text) => _console.WriteWrapped(text);
}
