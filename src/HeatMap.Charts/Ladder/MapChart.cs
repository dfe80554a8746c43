using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Ladder;
using HeatMap.Charts.Pages;
using HeatMap.Estimation;

namespace HeatMap.Charts;

/// <summary>A map along price: stacked bars of longs and shorts, their sums from the mark outward, the mark, zones and the prices from which a move becomes a cascade.</summary>
/// <remarks>
/// <para>Made by <see cref="MapCharts.ToChart(LiquidationMap, MapChartOptions?)"/> and its siblings. Immutable.</para>
/// <para>A page holds up to 50,000 bars, a picture as many as fit, a figure 200,000 cells: beyond that neighbours are pooled, and the output says how many bands a bar holds. Sums stay exact.</para>
/// </remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed class MapChart : Chart
{
    /// <summary>More would make pages that phones cannot open.</summary>
    internal const int MostBars = 50_000;

    private const int MostZones = 6;

    internal MapChart(LiquidationMap map, ImmutableArray<LiquidationMap> layers, ImmutableArray<string> names, EstimatedMap? estimate, MapChartOptions options)
        : base(string.IsNullOrWhiteSpace(options.Title) ? "Liquidation map" : options.Title, map.Unit)
    {
        (Map, Layers, Names, Estimate) = (map, layers, names, estimate);
        ImmutableArray<Zone> given = options.Zones ?? [.. map.Zones().Take(MostZones)];
        Zones = given.IsDefault ? [] : given;
        Thresholds = [.. Marked(options.Fall), .. Marked(options.Rise)];
    }

    internal LiquidationMap Map { get; }

    internal ImmutableArray<LiquidationMap> Layers { get; }

    internal ImmutableArray<string> Names { get; }

    internal EstimatedMap? Estimate { get; }

    internal ImmutableArray<Zone> Zones { get; }

    internal ImmutableArray<MarkedJump> Thresholds { get; }

    internal override string Kind => "map";

    /// <summary>A window that spans a factor of eight or more is read in ratios.</summary>
    internal bool IsLogarithmic => Map.Grid.Spacing == BandSpacing.Geometric && Map.Grid.Upper > 8 * Map.Grid.Lower && Map.Grid.Lower > 0;

    /// <inheritdoc/>
    public override string ToSvg(ChartImageOptions? options = null) => new LadderPicture(this, options ?? ChartImageOptions.Default).Draw();

    /// <inheritdoc/>
    public override string ToPlotly() => LadderFigure.Of(this);

    internal override void WriteDocument(Utf8JsonWriter json) => LadderDocument.Write(this, json);

    /// <summary>Everything that must be said, the pooling of this output included.</summary>
    internal List<string> Notes(int bandsPerBar)
    {
        List<string> notes = MapWords.Notes(Map);
        notes.AddRange(Estimate is null ? [] : EstimateWords.Notes(Estimate));
        if (bandsPerBar > 1)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Each bar holds up to {bandsPerBar:N0} bands."));
        }

        if (IsLogarithmic)
        {
            notes.Add("The price axis is logarithmic.");
        }

        return notes;
    }

    /// <summary>Side, notional, and how far its nearer edge is: as readings of a map say it.</summary>
    internal string ZoneText(Zone zone) =>
        $"{(zone.Side == Side.Long ? "long" : "short")} {Ticks.Notional(zone.Notional, Unit)}, {Signed(zone.Side == Side.Long ? -zone.Distance : zone.Distance)}";

    internal static string Signed(double fraction) => (fraction > 0 ? "+" : "") + CompactNumber.Fraction(fraction);

    private static IEnumerable<MarkedJump> Marked(CascadeThresholds? thresholds)
    {
        if (thresholds is null)
        {
            yield break;
        }

        // The first cascade is what people ask for; the two largest after it are what they should ask for.
        CascadeJump[] jumps = [.. thresholds.Jumps];
        IEnumerable<CascadeJump> large = jumps.Where(j => j.IsCascade && j != thresholds.FirstCascade).OrderByDescending(static j => j.Size).Take(2);
        foreach (CascadeJump jump in thresholds.FirstCascade is { } first ? large.Prepend(first) : large)
        {
            yield return new(thresholds.Direction, jump, jump == thresholds.FirstCascade);
        }
    }
}
