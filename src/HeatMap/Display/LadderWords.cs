using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap;

/// <summary>What a picture says in words: where the numbers come from, and what is not drawn.</summary>
internal sealed class LadderWords
{
    private readonly LiquidationMap _map;
    private readonly string[] _more;

    /// <summary>Words for a map.</summary>
    /// <param name="map">What is drawn.</param>
    /// <param name="options">Whose title is taken, if it has one.</param>
    /// <param name="name">What it is called without a title.</param>
    /// <param name="more">Sentences about where it comes from.</param>
    public LadderWords(LiquidationMap map, DisplayOptions options, string name = "Liquidation map", params string[] more)
    {
        (_map, _more) = (map, more);
        Title = LadderText.Clean(options.Title) is { Length: > 0 } title ? title : name;
        Unit = LadderText.Fit(LadderText.Clean(map.Unit), 1, 9);
        Mark = CompactNumber.Price(map.MarkPrice);
    }

    public string Title { get; }

    /// <summary>Short; empty when nobody said.</summary>
    public string Unit { get; }

    public string Mark { get; }

    public string InUnit => Unit.Length > 0 ? " (" + Unit + ")" : "";

    public bool HasMarkInside => _map.MarkPrice >= _map.Grid.Lower && _map.MarkPrice < _map.Grid.Upper;

    /// <summary>Mark, bands and window in one line.</summary>
    public string Subtitle
    {
        get
        {
            BandGrid grid = _map.Grid;
            string width = grid.Spacing == BandSpacing.Geometric
                ? string.Create(CultureInfo.InvariantCulture, $"{100 * grid.Step:0.####} %")
                : CompactNumber.Edge(grid.Step, grid);
            string bands = grid.Count == 1 ? "1 band" : string.Create(CultureInfo.InvariantCulture, $"{grid.Count:N0} bands of {width}");
            string place = HasMarkInside ? "" : _map.MarkPrice < grid.Lower ? ", below the window" : ", above the window";
            return $"Mark {Mark}{place} · {bands} from {CompactNumber.Edge(grid.Lower, grid)} to {CompactNumber.Edge(grid.Upper, grid)}";
        }
    }

    /// <summary>Why the plot is empty; null when it is not.</summary>
    public string? Nothing => _map.InBands.Notional > 0 ? null
        : _map.Total == default || (_map.Total.Notional == 0 && _map.Total.Count == 0) ? "This map holds no positions"
        : "No liquidation price lies in this window";

    /// <summary>One sentence for people who cannot see the picture.</summary>
    public string Description => string.Join(" ", Facts(1).Prepend(Subtitle + "."));

    /// <summary>Sums and what is not drawn, a sentence each.</summary>
    /// <param name="bandsPerBar">How many bands a drawn bar holds.</param>
    public List<string> Facts(int bandsPerBar)
    {
        var facts = new List<string> { "In the window: " + Amounts(_map.InBands) + "." };
        AddSome(facts, "Below the window", _map.Below);
        AddSome(facts, "Above the window", _map.Above);
        foreach (UnplacedReason reason in (UnplacedReason[])
            [UnplacedReason.NoLiquidationPrice, UnplacedReason.AlreadyLiquidated, UnplacedReason.NeedsAccount, UnplacedReason.Invalid])
        {
            AddSome(facts, "Not placed, " + Name(reason), _map.Unplaced[reason]);
        }

        if (facts.Count > 1)
        {
            facts.Add("All together: " + Amounts(_map.Total) + ".");
        }

        if (bandsPerBar > 1)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"Each bar holds {bandsPerBar:N0} bands."));
        }

        if (_map.Origin != MapOrigin.Unstated)
        {
            facts.Add(Source(_map.Sources, _map.Origin));
        }

        facts.AddRange(_more);
        return facts;
    }

    /// <summary>Who says it, and whether it was seen or computed, in a sentence.</summary>
    public static string Source(ImmutableArray<MapSource> sources, MapOrigin origin)
    {
        string[] names = [.. sources.Select(static s => LadderText.Fit(LadderText.Clean(s.Name), 1, 60)).Distinct(StringComparer.Ordinal)];
        string how = origin switch { MapOrigin.Measured => "measured", MapOrigin.Modelled => "modelled", _ => "measured and modelled" };
        return $"Source: {string.Join(", ", names.Take(8))}{(names.Length > 8 ? " and others" : "")} ({how}).";
    }

    /// <summary>Both edges of a band with equal digits: in full on a uniform grid, otherwise as exact as the band is wide.</summary>
    public static string Edges(PriceBand band, BandGrid grid)
    {
        return Edge(band.Lower) + " – " + Edge(band.Upper);

        string Edge(double edge) => grid.Spacing == BandSpacing.Uniform
            ? CompactNumber.Edge(edge, grid)
            : CompactNumber.Price(edge, Math.Max(band.Upper - band.Lower, double.Epsilon));
    }

    /// <summary>Both sides of a tally with counts, empty sides left out.</summary>
    public string Amounts(SideTally tally)
    {
        var parts = new List<string>();
        AddSide(parts, "long", tally.Long, tally.LongCount);
        AddSide(parts, "short", tally.Short, tally.ShortCount);
        if (tally.UnsidedCount > 0)
        {
            parts.Add(Plural(tally.UnsidedCount, "row") + " without a value");
        }

        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
    }

    public static string Plural(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private void AddSide(List<string> parts, string side, double notional, long count)
    {
        if (notional > 0 || count > 0)
        {
            string unit = Unit.Length > 0 ? " " + Unit : "";
            parts.Add($"{side} {CompactNumber.Notional(notional)}{unit}{(count > 0 ? " (" + Plural(count, "position") + ")" : "")}");
        }
    }

    private void AddSome(List<string> facts, string place, SideTally tally)
    {
        if (tally.Notional > 0 || tally.Count > 0)
        {
            facts.Add(place + ": " + Amounts(tally) + ".");
        }
    }

    private static string Name(UnplacedReason reason) => reason switch
    {
        UnplacedReason.NoLiquidationPrice => "no liquidation price",
        UnplacedReason.AlreadyLiquidated => "already liquidated",
        UnplacedReason.NeedsAccount => "account not given",
        _ => "invalid",
    };
}
