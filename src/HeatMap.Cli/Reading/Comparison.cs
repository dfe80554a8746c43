using System.Collections.Immutable;
using HeatMap.Cli.Input;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Reading;

/// <summary>Two maps and in what they differ.</summary>
internal sealed record Comparison
{
    public required ComparisonSettings Settings { get; init; }

    /// <summary>The first map, in the window in which both are known.</summary>
    public required LoadedReport First { get; init; }

    /// <summary>The second map, in the window in which both are known.</summary>
    public required LoadedReport Second { get; init; }

    public required MapDistance Distance { get; init; }

    public required MapDistance LongDistance { get; init; }

    public required MapDistance ShortDistance { get; init; }

    /// <summary>What became of the first map until the second.</summary>
    public required MapChange Change { get; init; }

    /// <summary>Zones of the second map that lie near none of the first, the most prominent first.</summary>
    public required ImmutableArray<Zone> Appeared { get; init; }

    /// <summary>Zones of the first map that lie near none of the second, the most prominent first.</summary>
    public required ImmutableArray<Zone> Vanished { get; init; }

    /// <summary>The bands of <see cref="Change"/> that differ most, the greatest first.</summary>
    public required ImmutableArray<int> Bands { get; init; }

    /// <summary>The contract, as far as anybody names it.</summary>
    public string? Symbol => First.Loaded.Symbol ?? Second.Loaded.Symbol;

    public static Comparison Of(ComparisonSettings settings, ToolConsole console)
    {
        (LoadedMap first, LoadedMap second) = MapInput.LoadPair(settings.First, settings.Second, settings.Mapping, settings.SecondMark, settings.SecondAt, console);
        if (first.Symbol is { } symbol && second.Symbol is { } other && symbol != other)
        {
            throw ToolException.BadInput(settings.Second, $"cannot be compared with {settings.First}: one is of {Message.Printable(other)}, the other of {Message.Printable(symbol)}");
        }

        MapChange change;
        try
        {
            change = first.Map.ChangeTo(second.Map, Path(settings, first.Map, second.Map));
            first = first with { Map = first.Map.Reband(change.Grid) };
            second = second with { Map = second.Map.Reband(change.Grid) };
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(settings.Second, $"cannot be compared with {settings.First}: {Message.Printable(Message.Of(error))}{Advice(first.Map, second.Map)}");
        }

        Zone[] zones = first.Map.Zones(settings.Report.MinProminence), later = second.Map.Zones(settings.Report.MinProminence);
        return new()
        {
            Settings = settings,
            First = LoadedReport.Of(first, settings.Report),
            Second = LoadedReport.Of(second, settings.Report),
            Distance = first.Map.DistanceTo(second.Map),
            LongDistance = first.Map.DistanceTo(second.Map, Side.Long),
            ShortDistance = first.Map.DistanceTo(second.Map, Side.Short),
            Change = change,
            Appeared = New(later, zones, settings.Report.MostZones),
            Vanished = New(zones, later, settings.Report.MostZones),
            Bands = [.. Enumerable.Range(0, change.Grid.Count).Where(i => Weight(change, i) > 0).OrderByDescending(i => Weight(change, i)).ThenBy(static i => i).Take(settings.MostBands)],
        };
    }

    /// <summary>From mark to mark, and as much further as the user says.</summary>
    private static PriceRange Path(ComparisonSettings settings, LiquidationMap first, LiquidationMap second)
    {
        double lower = Math.Min(first.MarkPrice, second.MarkPrice), higher = Math.Max(first.MarkPrice, second.MarkPrice);
        if (settings.Low > lower || settings.High < higher)
        {
            throw ToolException.Usage(string.Create(
                CultureInfo.InvariantCulture,
                $"--low and --high must hold both marks, {lower} and {higher}, between them: price was there, was {settings.Low ?? lower} to {settings.High ?? higher}"));
        }

        return new(settings.Low ?? lower, settings.High ?? higher);
    }

    private static string Advice(LiquidationMap first, LiquidationMap second) =>
        first.Grid.SharesLatticeWith(second.Grid) ? "" : "; make both with the same --band or --geometric, or give --band WIDTH, whose edges both have";

    /// <summary>The most prominent zones that are near none of the other map's on their side: a zone that moved as little as notional may to count as moved is still there.</summary>
    private static ImmutableArray<Zone> New(Zone[] zones, Zone[] others, int most)
    {
        double reach = new MapChangeOptions().MoveWithin;
        return [.. zones.Where(z => !Array.Exists(others, o => o.Side == z.Side && o.Range.Low <= z.Range.High * (1 + reach) && o.Range.High >= z.Range.Low * (1 - reach))).Take(most)];
    }

    private static Int128 Weight(MapChange change, int band) => Int128.Abs(change.LongUnits[band]) + Int128.Abs(change.ShortUnits[band]);
}
