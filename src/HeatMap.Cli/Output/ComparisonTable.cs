using System.Collections.Immutable;
using HeatMap.Cli.Reading;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A comparison for people: what the two maps are, how far they lie apart, and where.</summary>
internal sealed class ComparisonTable
{
    private readonly Comparison _comparison;
    private readonly MapChange _change;
    private readonly IAnsiConsole _console;

    private ComparisonTable(Comparison comparison, IAnsiConsole console) => (_comparison, _change, _console) = (comparison, comparison.Change, console);

    public static void Write(Comparison comparison, IAnsiConsole console)
    {
        var table = new ComparisonTable(comparison, console);
        table.WriteMaps();
        table.WriteSummary();
        table.WriteDistances();
        table.WriteChange();
        table.WriteZones("Zones of the second map near none of the first", comparison.Appeared);
        table.WriteZones("Zones of the first map near none of the second", comparison.Vanished);
        table.WriteBands();
        table.WriteAsymmetry();
    }

    private void WriteMaps()
    {
        string name = _comparison.Symbol is { Length: > 0 } symbol ? OriginText.Shorten(symbol, 40) : "Two maps";
        BandGrid grid = _change.Grid;
        _console.MarkupLine($"[bold]{Markup.Escape(name)}[/], notional in {Markup.Escape(OriginText.Shorten(_change.Unit ?? "quote", 12))}, compared from {CompactNumber.Edge(grid.Lower, grid)} to {CompactNumber.Edge(grid.Upper, grid)}");
        WriteMap("first", _comparison.First);
        WriteMap("second", _comparison.Second);
    }

    private void WriteMap(string which, LoadedReport read)
    {
        LiquidationMap map = read.Map;
        double rest = (map.Below + map.Above + map.Unplaced.Total).Notional;
        Line($"{which}: mark {CompactNumber.Price(map.MarkPrice)}, {CompactNumber.Notional(map.InBands.Notional)} in bands and {CompactNumber.Notional(rest)} in none, {OriginText.Of(map)}");
    }

    private void WriteSummary()
    {
        MapDistance distance = _comparison.Distance;
        Line("");
        if (distance.Notional == 0 || distance.OtherNotional == 0)
        {
            Line(distance.Notional == distance.OtherNotional ? "Neither map has anything in the window." : $"The {(distance.Notional == 0 ? "first" : "second")} map has nothing in the window: where notional lies cannot be compared.");
            return;
        }

        string amount = distance.NotionalDifference == 0 ? "as much as" : $"{CompactNumber.Notional(Math.Abs(distance.NotionalDifference))} {(distance.NotionalDifference > 0 ? "more" : "less")} than";
        string place = distance.Shares.TotalVariation == 0 ? "all of it lies in the same bands"
            : $"brought to one size, {Numbers.Share(distance.Shares.TotalVariation)} lies in other bands, and the average way from one map to the other is {Price(distance.WassersteinPrice)}";
        Line($"The second map has {amount} the first in the window; {place}.");
    }

    private void WriteDistances()
    {
        _console.WriteHeading("How far apart");
        var table = new TextTable("", "longs", "shorts", "both");
        Row(table, "first", static d => CompactNumber.Notional(d.Notional));
        Row(table, "second", static d => CompactNumber.Notional(d.OtherNotional));
        Row(table, "difference", static d => Difference(d.NotionalDifference));
        Row(table, "Wasserstein, in price", d => Price(d.WassersteinPrice));
        Row(table, "Wasserstein, from the mark", static d => Numbers.Share(d.WassersteinFromMark));
        Row(table, "Jensen-Shannon, 0 to 1", static d => Number(d.Shares.JensenShannonDistanceBits));
        Row(table, "total variation, 0 to 1", static d => Number(d.Shares.TotalVariation));
        table.Write(_console);
    }

    private void WriteChange()
    {
        string path = _change.Path.Low == _change.Path.High
            ? $"price stood at {CompactNumber.Price(_change.Path.Low)}"
            : $"price went no further than {CompactNumber.Price(_change.Path.Low)} to {CompactNumber.Price(_change.Path.High)}";
        _console.WriteHeading("What became of the first map");
        Line($"if the second is the later one, and {path} in between");
        var table = new TextTable("", "before", "built", "removed", "liquidated", "after", "moved", "by");
        foreach (SideChange change in (SideChange[])[_change.Long, _change.Short])
        {
            table.Add(
                Numbers.Name(change.Side),
                CompactNumber.Notional(change.Before),
                CompactNumber.Notional(change.Built),
                CompactNumber.Notional(change.Removed),
                CompactNumber.Notional(change.Liquidated),
                CompactNumber.Notional(change.After),
                CompactNumber.Notional(change.Moved),
                Price(change.MeanMovedDistancePrice));
        }

        table.Write(_console);
        foreach ((string where, SideTally tally) in ((string, SideTally)[])[("below the window", _change.Below), ("above the window", _change.Above), ("in no band", _change.Unplaced.Total)])
        {
            if (tally.LongUnits != 0 || tally.ShortUnits != 0)
            {
                Line($"  {where}: longs {Difference(tally.Long)}, shorts {Difference(tally.Short)}");
            }
        }
    }

    private void WriteZones(string title, ImmutableArray<Zone> zones)
    {
        if (!_console.WriteHeading(title, zones.IsEmpty))
        {
            return;
        }

        var table = new TextTable("", "from", "to", "away", "notional", "prominence", "density");
        foreach (Zone zone in zones)
        {
            table.Add(
                Numbers.Name(zone.Side),
                Edge(zone.Range.Low),
                Edge(zone.Range.High),
                Numbers.Share(zone.Distance),
                CompactNumber.Notional(zone.Notional),
                CompactNumber.Notional(zone.Prominence),
                Numbers.Ratio(zone.RelativeDensity) + " x");
        }

        table.Write(_console);
    }

    private void WriteBands()
    {
        if (!_console.WriteHeading("Bands that differ most, second less first", _comparison.Bands.IsEmpty))
        {
            return;
        }

        var table = new TextTable("from", "to", "longs", "shorts");
        foreach (int band in _comparison.Bands)
        {
            table.Add(Edge(_change.Grid.LowerEdge(band)), Edge(_change.Grid.UpperEdge(band)), Difference(_change.LongUnits[band] * _change.Quantum), Difference(_change.ShortUnits[band] * _change.Quantum));
        }

        table.Write(_console);
    }

    private void WriteAsymmetry()
    {
        if (_comparison.First.Report.Asymmetries.IsEmpty)
        {
            return;
        }

        _console.WriteHeading("Which side is exposed");
        var table = new TextTable("within", "first", "longs", "shorts", "imbalance", "second", "longs", "shorts", "imbalance");
        bool reachesBeyond = false;
        foreach ((Asymmetry first, Asymmetry second) in _comparison.First.Report.Asymmetries.Zip(_comparison.Second.Report.Asymmetries))
        {
            bool beyond = _comparison.First.Report.EndsBefore(first) || _comparison.Second.Report.EndsBefore(second);
            reachesBeyond |= beyond;
            table.Add(
                Numbers.Share(first.Within) + (beyond ? "*" : ""),
                "",
                CompactNumber.Notional(first.Long),
                CompactNumber.Notional(first.Short),
                Numbers.Signed(first.Imbalance),
                "",
                CompactNumber.Notional(second.Long),
                CompactNumber.Notional(second.Short),
                Numbers.Signed(second.Imbalance));
        }

        table.Write(_console);
        if (reachesBeyond)
        {
            Line(WindowEnds.Note);
        }
    }

    private void Row(TextTable table, string name, Func<MapDistance, string> tell) => table.Add(name, tell(_comparison.LongDistance), tell(_comparison.ShortDistance), tell(_comparison.Distance));

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-";

    private static string Difference(double notional) => notional > 0 ? "+" + CompactNumber.Notional(notional) : CompactNumber.Notional(notional);

    private string Price(double price) => Numbers.PriceLike(price, _change.MarkPrice);

    private string Edge(double price) => CompactNumber.Edge(price, _change.Grid);

    private void Line(string text) => _console.WriteWrapped(text);
}
