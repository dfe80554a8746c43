using HeatMap.Cascades;
using HeatMap.Cli.Cascading;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>An explained move for people: the split, the bars that went farther, the zones that price came to.</summary>
internal sealed class MoveTable
{
    /// <summary>Bars and zones that are shown: those that go farthest, and the most prominent.</summary>
    private const int MostBars = 24, MostZones = 12;

    private readonly MoveStudy _study;
    private readonly IAnsiConsole _console;

    private MoveTable(MoveStudy study, IAnsiConsole console) => (_study, _console) = (study, console);

    private double Mark => _study.Map.MarkPrice;

    public static void Write(MoveStudy study, IAnsiConsole console)
    {
        var table = new MoveTable(study, console);
        LadderText.WriteHead(study.Levels, console);
        console.WriteWrapped($"The market: {study.Market.Text}.");
        table.WriteSplit();
        table.WriteBars();
        table.WriteZones();
        console.WriteLine("");
        foreach (string note in MoveNotes.Of(study))
        {
            console.WriteWrapped(note);
        }
    }

    private void WriteSplit()
    {
        _console.WriteLine("");
        _console.WriteWrapped($"{_study.Bars.Length} {(_study.Bars.Length == 1 ? "bar" : "bars")}, {Time(_study.Bars[0].TimeUnixMs)} to {Time(_study.Bars[^1].TimeUnixMs)} UTC.");
        foreach (ExplainedSide side in (ExplainedSide[])[_study.Explanation.Down, _study.Explanation.Up])
        {
            string way = side.Direction == Direction.Down ? "fell" : "rose", where = side.Direction == Direction.Down ? "below" : "above";
            _console.WriteWrapped(side.ForcedShare is { } share
                ? $"Price {way} to {Price(side.FarthestPrice)}, {LadderText.Away(side.FarthestPrice, Mark)}: forced orders account for {Numbers.Share(share)} of the way, the rest came from outside."
                : $"Price never {way} {where} the mark.");
        }

        _console.WriteLine("");
        var table = new TextTable("", "farthest", "from outside", "forced", "share", "base", "notional");
        foreach ((string name, ExplainedSide side) in ((string, ExplainedSide)[])[("the fall", _study.Explanation.Down), ("the rise", _study.Explanation.Up)])
        {
            table.Add(name, Price(side.FarthestPrice), Price(side.ExogenousMove), Price(side.ForcedMove), Numbers.Share(side.ForcedShare ?? double.NaN), CompactNumber.Notional(side.Forced.Quantity), CompactNumber.Notional(side.Forced.Notional));
        }

        table.Write(_console);
    }

    private void WriteBars()
    {
        ExplainedBar[] bars = [.. _study.Explanation.Bars];
        if (!_console.WriteHeading("Bars that took price farther", bars.Length == 0))
        {
            return;
        }

        ExplainedBar[] shown = bars.Length <= MostBars ? bars
            : [.. bars.OrderByDescending(static b => Math.Abs(b.To - b.From)).Take(MostBars).OrderBy(static b => b.Bar).ThenBy(static b => b.Direction)];
        var table = new TextTable("time", "", "from", "to", "from outside", "forced", "R", "base", "notional") { Spare = [7] };
        foreach (ExplainedBar bar in shown)
        {
            table.Add(
                Time(_study.Bars[bar.Bar].TimeUnixMs),
                ShockSettings.NameOf(bar.Direction),
                Price(bar.From),
                Price(bar.To),
                Price(bar.ExogenousMove),
                Price(bar.ForcedMove),
                double.IsFinite(bar.Gain) ? bar.Gain.ToString("0.00", CultureInfo.InvariantCulture) : "-",
                CompactNumber.Notional(bar.Forced.Quantity),
                CompactNumber.Notional(bar.Forced.Notional));
        }

        table.Write(_console);
        if (shown.Length < bars.Length)
        {
            _console.WriteWrapped($"  {bars.Length - shown.Length} more, which went less far: see --format csv");
        }
    }

    private void WriteZones()
    {
        ExplainedBar[] bars = [.. _study.Explanation.Bars];
        int[] met = [.. Enumerable.Range(0, _study.Zones.Length).Where(zone => Array.Exists(bars, b => b.Zones.Contains(zone) || b.Crossed.Contains(zone)))];
        if (!_console.WriteHeading("Zones that price came to", met.Length == 0))
        {
            return;
        }

        var table = new TextTable("of", "from", "to", "away", "notional", "entered", "crossed");
        foreach (int zone in met.Take(MostZones))
        {
            Zone z = _study.Zones[zone];
            table.Add(
                Numbers.Name(z.Side),
                CompactNumber.Edge(z.Range.Low, _study.Map.Grid),
                CompactNumber.Edge(z.Range.High, _study.Map.Grid),
                Numbers.Share(z.Distance),
                CompactNumber.Notional(z.Notional),
                When(bars, b => b.Zones.Contains(zone)),
                When(bars, b => b.Crossed.Contains(zone)));
        }

        table.Write(_console);
        if (met.Length > MostZones)
        {
            _console.WriteWrapped($"  {met.Length - MostZones} more, less prominent: see --prominence and --format json");
        }
    }

    private string When(ExplainedBar[] bars, Predicate<ExplainedBar> isMet) => Array.FindIndex(bars, isMet) is >= 0 and var i ? Time(_study.Bars[bars[i].Bar].TimeUnixMs) : "-";

    private string Price(double price) => Numbers.PriceLike(price, Mark);

    private static string Time(long unixMs) => unixMs is >= -62_135_596_800_000 and <= 253_402_300_799_999
        ? DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : unixMs.ToString(CultureInfo.InvariantCulture);
}
