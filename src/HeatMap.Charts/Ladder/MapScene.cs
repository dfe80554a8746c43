using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Cascades;
using HeatMap.Charts.Drawing;
using HeatMap.Estimation;

namespace HeatMap.Charts.Ladder;

/// <summary>All that a picture of a map shows, in whatever form it is drawn.</summary>
internal sealed class MapScene
{
    /// <summary>A page of more bands would be slow to read: neighbours are then one bar, and the words say so.</summary>
    public const int MostBands = 50_000;

    public MapScene(LiquidationMap total, ImmutableArray<(string Name, LiquidationMap Map)> layers, EstimatedMap? estimate, MapChartOptions options)
    {
        (Total, Layers, Estimate, Options) = (total, layers, estimate, options);
        Pooled = 1;
        int filled = 0;
        for (int band = 0; band < total.Grid.Count; band++)
        {
            filled += total[band].Notional > 0 ? 1 : 0;
        }

        Pooled = (filled + MostBands - 1) / MostBands;
        Pooled = Math.Max(1, Pooled);
        Bands = [.. Read()];
        Zones = options.Zones is { } given ? (given.IsDefault ? [] : given) : Prominent(total);
    }

    public LiquidationMap Total { get; }

    public ImmutableArray<(string Name, LiquidationMap Map)> Layers { get; }

    public EstimatedMap? Estimate { get; }

    public MapChartOptions Options { get; }

    /// <summary>Bands that are one bar: 1 unless there are too many.</summary>
    public int Pooled { get; }

    /// <summary>Bars that are not empty, from the lowest price up.</summary>
    public MapBand[] Bands { get; }

    public ImmutableArray<Zone> Zones { get; }

    public bool IsLog => Total.Grid.Spacing == BandSpacing.Geometric && Total.Grid.Upper > 8 * Total.Grid.Lower;

    public string Title => !string.IsNullOrWhiteSpace(Options.Title) ? Options.Title : "Liquidation map";

    /// <summary>The prices to begin with: the middle 99 % of notional, with the mark and some room.</summary>
    public (double Low, double High) View
    {
        get
        {
            double all = Bands.Sum(static b => b.Notional.Sum()), before = 0, mark = Total.MarkPrice;
            (double low, double high) = (double.NaN, double.NaN);
            foreach (MapBand band in Bands)
            {
                double now = before + band.Notional.Sum();
                low = double.IsNaN(low) && now > 0.005 * all ? band.Lower : low;
                high = now <= 0.995 * all || double.IsNaN(high) ? band.Upper : high;
                before = now;
            }

            if (Bands.Length == 0)
            {
                return (Total.Grid.Lower, Total.Grid.Upper);
            }

            high = Math.Max(high, low + Total.Grid.UpperEdge(0) - Total.Grid.LowerEdge(0));
            (low, high) = double.IsNaN(mark) ? (low, high) : (Math.Min(low, mark), Math.Max(high, mark));
            double room = 0.04 * (high - low);
            return (Math.Max(Total.Grid.Lower, low - room), Math.Min(Total.Grid.Upper, high + room));
        }
    }

    /// <summary>Prices from which a move becomes a cascade, with where it would end.</summary>
    public IEnumerable<CascadeJump> Jumps
    {
        get
        {
            foreach (CascadeThresholds? thresholds in (CascadeThresholds?[])[Options.Fall, Options.Rise])
            {
                if (thresholds?.FirstCascade is { } jump)
                {
                    yield return jump;
                }
            }
        }
    }

    public string Subtitle
    {
        get
        {
            string mark = double.IsNaN(Total.MarkPrice) ? "" : $"mark {CompactNumber.Price(Total.MarkPrice)} · ";
            return string.Create(CultureInfo.InvariantCulture, $"{mark}longs {Ticks.Notional(Total.Total.Long, Total.Unit)} · shorts {Ticks.Notional(Total.Total.Short, Total.Unit)} · {Total.Grid.Count:N0} band{(Total.Grid.Count == 1 ? "" : "s")} from {CompactNumber.Edge(Total.Grid.Lower, Total.Grid)} to {CompactNumber.Edge(Total.Grid.Upper, Total.Grid)}");
        }
    }

    public string[] Badges => [.. new[] { OriginWords.Of(Total.Origin) ?? (Estimate is null ? null : "modelled") }.OfType<string>()];

    /// <summary>What must not be overlooked.</summary>
    public string[] Notes()
    {
        List<string> notes = ["Bars show the notional that would be forced to close in each band if price got there; curves add it up from the mark outward. It is no forecast that price gets there."];
        if (OriginWords.Sources(Total.Origin, Total.Sources) is { } sources)
        {
            notes.Add(sources + (Total.HasUnstatedPart ? " Of a part nobody said where it comes from." : ""));
        }

        if (Estimate is { } estimate)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Estimated from public data: {CompactNumber.Fraction(estimate.BurnInShare)} of open interest still rests on assumptions about the start{(estimate.AssumesTurnover ? ", and turnover is assumed" : "")}."));
        }

        Add("Below the window", Total.Below);
        Add("Above the window", Total.Above);
        foreach (UnplacedReason reason in Enum.GetValues<UnplacedReason>())
        {
            SideTally rows = Total.Unplaced[reason];
            if (rows.Notional > 0 || rows.Count > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"Without a place ({Spaced(reason)}): {Ticks.Notional(rows.Notional, Total.Unit)}{(rows.Count > 0 ? $" of {rows.Count:N0} positions" : "")}."));
            }
        }

        if (Pooled > 1)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{Pooled:N0} neighbouring bands are one bar."));
        }

        foreach (CascadeJump jump in Jumps)
        {
            notes.Add($"A {(jump.EndPrice < jump.TriggerPrice ? "fall" : "rise")} to {CompactNumber.Price(jump.TriggerPrice)} would run on to {CompactNumber.Price(jump.EndPrice)} in the market that was given.");
        }

        return [.. notes];

        void Add(string where, SideTally tail)
        {
            if (tail.Notional > 0)
            {
                notes.Add($"{where}: longs {Ticks.Notional(tail.Long, Total.Unit)}, shorts {Ticks.Notional(tail.Short, Total.Unit)}.");
            }
        }
    }

    /// <summary>What a series of bars is called: a layer and a side, or a side.</summary>
    public string NameOf(int series)
    {
        string side = series < Layers.Length ? "longs" : "shorts";
        return Layers.Length == 1 ? side : $"{Layers[series % Layers.Length].Name}, {side}";
    }

    private static ImmutableArray<Zone> Prominent(LiquidationMap map)
    {
        // The zones that stand out most, of which none lies within another that was taken before.
        var taken = new List<Zone>();
        foreach (Zone zone in map.Zones().OrderByDescending(static z => z.Prominence))
        {
            if (taken.Count < 6 && taken.TrueForAll(t => t.Side != zone.Side || zone.Range.Low >= t.Range.High || zone.Range.High <= t.Range.Low))
            {
                taken.Add(zone);
            }
        }

        return [.. taken.OrderBy(static z => z.Range.Low)];
    }

    private static string Spaced(UnplacedReason reason) => string.Concat(reason.ToString().Select(static (c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private IEnumerable<MapBand> Read()
    {
        int bands = Total.Grid.Count;
        for (int first = 0; first < bands; first += Pooled)
        {
            int end = Math.Min(bands, first + Pooled);
            SideTally sum = Total[first];
            for (int band = first + 1; band < end; band++)
            {
                sum += Total[band];
            }

            if (sum.Notional <= 0)
            {
                continue;
            }

            double[] notional = new double[2 * Layers.Length];
            for (int layer = 0; layer < Layers.Length; layer++)
            {
                for (int band = first; band < end; band++)
                {
                    SideTally tally = Layers[layer].Map[band];
                    notional[layer] += tally.Long;
                    notional[Layers.Length + layer] += tally.Short;
                }
            }

            yield return new(first, end - first, Total.Grid.LowerEdge(first), Total.Grid.UpperEdge(end - 1), notional, sum.LongCount, sum.ShortCount);
        }
    }
}
