using System.Text.Json;
using HeatMap.Charts.Compare;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Ladder;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts;

/// <summary>Two maps and their difference, second less first.</summary>
/// <remarks>Made by <see cref="ComparisonCharts.ToChart(LiquidationMap, LiquidationMap, ComparisonChartOptions?)"/>. Immutable. Pools neighbours where there are more bands than an output can show, and says so.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed class ComparisonChart : Chart
{
    internal ComparisonChart(LiquidationMap first, LiquidationMap second, ComparisonChartOptions options)
        : base(string.IsNullOrWhiteSpace(options.Title) ? "Two maps" : options.Title, first.Unit)
    {
        (First, Second) = (first, second);
        FirstName = string.IsNullOrWhiteSpace(options.FirstName) ? "first" : options.FirstName;
        SecondName = string.IsNullOrWhiteSpace(options.SecondName) ? "second" : options.SecondName;
        Pair = MapPairing.Of(first, second);
    }

    internal LiquidationMap First { get; }

    internal LiquidationMap Second { get; }

    internal string FirstName { get; }

    internal string SecondName { get; }

    internal MapPairing Pair { get; }

    internal override string Kind => "compare";

    internal string Subtitle =>
        $"{FirstName}: mark {CompactNumber.Price(First.MarkPrice)}, long {Ticks.Notional(First.InBands.Long, Unit)}, short {Ticks.Notional(First.InBands.Short, Unit)} · {SecondName}: mark {CompactNumber.Price(Second.MarkPrice)}, long {Ticks.Notional(Second.InBands.Long, Unit)}, short {Ticks.Notional(Second.InBands.Short, Unit)}";

    /// <inheritdoc/>
    public override string ToSvg(ChartImageOptions? options = null) => new ComparisonPicture(this, options ?? ChartImageOptions.Default).Draw();

    /// <inheritdoc/>
    public override string ToPlotly() => ComparisonFigure.Of(this);

    internal override void WriteDocument(Utf8JsonWriter json)
    {
        json.WriteString("subtitle", Subtitle);
        string[] badges = [.. new[] { MapWords.Badge(First.Origin), MapWords.Badge(Second.Origin) }.OfType<string>().Distinct()];
        json.Texts("badges", badges);
        List<string> notes = Notes();
        json.Texts("notes", [.. notes]);
        json.WriteString("summary", $"{Title}. {Subtitle}. {string.Join(" ", notes)}");
        json.WriteStartArray("tables");
        LadderDocument.Table(json, "Distances between the maps", ["measure", "both sides", "longs", "shorts"], ComparisonWords.Distances(this));
        LadderDocument.Table(json, "Notional by place: " + FirstName, ["place", "long", "short", "positions"], MapWords.Places(First));
        LadderDocument.Table(json, "Notional by place: " + SecondName, ["place", "long", "short", "positions"], MapWords.Places(Second));
        json.WriteEndArray();
        json.WriteString("why", Pair.Why);
        Map(json, "first", FirstName, Pair.First);
        Map(json, "second", SecondName, Pair.Second);
        Difference(json);
    }

    internal List<string> Notes()
    {
        List<string> notes = ComparisonWords.Notes(this);
        notes.AddRange(MapWords.Notes(First).Select(n => FirstName + ": " + n));
        notes.AddRange(MapWords.Notes(Second).Select(n => SecondName + ": " + n));
        return notes;
    }

    private static void Map(Utf8JsonWriter json, string key, string name, LiquidationMap map)
    {
        BandBars bars = BandBars.Of([map], MapChart.MostBars);
        json.WriteStartObject(key);
        json.WriteString("name", name);
        json.WriteNumber("mark", map.MarkPrice);
        json.WriteNumber("lower", map.Grid.Lower);
        json.WriteNumber("upper", map.Grid.Upper);
        json.WriteNumber("bandsPerBar", bars.BandsPerBar);
        LadderDocument.Bars(bars, json);
        json.WriteEndObject();
    }

    private void Difference(Utf8JsonWriter json)
    {
        if (Pair.Why is not null)
        {
            json.WriteNull("difference");
            return;
        }

        DifferenceBars bars = DifferenceBars.Of(Pair, MapChart.MostBars);
        json.WriteStartObject("difference");
        json.Numbers("lower", bars.Lower);
        json.Numbers("upper", bars.Upper);
        json.Numbers("long", bars.Long);
        json.Numbers("short", bars.Short);
        json.WriteEndObject();
    }
}
