using HeatMap.Cascades;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Cascading;

/// <summary>A past move, read against the map before it.</summary>
internal sealed record MoveStudy
{
    /// <summary>How far from the mark a first bar may begin before it is told.</summary>
    private const double Near = 0.01;

    public required MoveSettings Settings { get; init; }

    public required LoadedLadder Levels { get; init; }

    public required Market Market { get; init; }

    public required PriceBar[] Bars { get; init; }

    /// <summary>The zones of the map, the most prominent first.</summary>
    public required Zone[] Zones { get; init; }

    public required MoveExplanation Explanation { get; init; }

    public LiquidationMap Map => Levels.Loaded.Map;

    /// <summary>How far from the mark the first bar is, as a fraction of the mark; zero where it holds the mark.</summary>
    public double Gap => Bars[0].Low > Map.MarkPrice ? (Bars[0].Low / Map.MarkPrice) - 1 : Bars[0].High < Map.MarkPrice ? 1 - (Bars[0].High / Map.MarkPrice) : 0;

    /// <summary>Whether the bars begin away from the mark: then they hardly follow this map.</summary>
    public bool BeginsAway => Gap > Near;

    public static MoveStudy Of(MoveSettings settings, ToolConsole console)
    {
        var levels = LoadedLadder.Load(settings.Files, settings.Mapping, settings.Edge, console);
        if (levels.Levels is not null && settings.ChoseEdge)
        {
            throw ToolException.Usage($"--edge goes with maps: {settings.Files[0]} holds positions, each with a price of its own");
        }

        LiquidationMap map = levels.Loaded.Map;
        PriceBar[] bars = BarReader.Read(settings.PathFile, settings.After, console);
        var market = Market.Of(settings.Market, map.MarkPrice, console);
        foreach ((Direction direction, bool isMet) in ((Direction, bool)[])[(Direction.Down, bars.Min(static b => b.Low) < map.MarkPrice), (Direction.Up, bars.Max(static b => b.High) > map.MarkPrice)])
        {
            if (isMet && !market.Has(direction))
            {
                throw ToolException.BadInput(settings.Market.DepthFile!, direction == Direction.Down ? "expected bids, because price fell below the mark, had none" : "expected asks, because price rose above the mark, had none");
            }
        }

        Zone[] zones = map.Zones(settings.MinProminence);
        try
        {
            return new()
            {
                Settings = settings,
                Levels = levels,
                Market = market,
                Bars = bars,
                Zones = zones,
                Explanation = MoveExplanation.Of(levels.Ladder, market.Model, [.. bars.Select(static b => b.Low)], [.. bars.Select(static b => b.High)], zones),
            };
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(settings.PathFile, $"cannot be explained: {Message.Printable(Message.Of(error))}");
        }
    }
}
