using System.Collections.Immutable;
using HeatMap.Cascades;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Cascading;

/// <summary>A cascade, and everything that is told beside it.</summary>
internal sealed record CascadeStudy
{
    /// <summary>The move to which the curve goes at least, as a fraction of the mark, and at most in a fall.</summary>
    private const double LeastCurve = 0.1, MostFall = 0.99;

    public required CascadeSettings Settings { get; init; }

    /// <summary>The levels; of bands, at the edge that the result is for.</summary>
    public required LoadedLadder Levels { get; init; }

    public required Market Market { get; init; }

    /// <summary>The cascade; over bands without a choice of edge, the cautious one.</summary>
    public required CascadeResult Result { get; init; }

    /// <summary>The hopeful one; null for positions, and where an edge was chosen.</summary>
    public CascadeResult? Hopeful { get; init; }

    /// <summary>All shocks of a fall; null where the market says nothing about one.</summary>
    public CascadeThresholds? Down { get; init; }

    /// <summary>All shocks of a rise; null where the market says nothing about one.</summary>
    public CascadeThresholds? Up { get; init; }

    /// <summary>Which bands of a fall keep themselves going.</summary>
    public BandGains? GainsDown { get; init; }

    /// <summary>Which bands of a rise keep themselves going.</summary>
    public BandGains? GainsUp { get; init; }

    /// <summary>Who pays; null where nothing can be said of it.</summary>
    public Payment? Payment { get; init; }

    /// <summary>The amplification curve; null where it was not asked for.</summary>
    public ImmutableArray<CascadePoint>? Curve { get; init; }

    /// <summary>What random paths set off; null where none were asked for.</summary>
    public Simulation? Simulation { get; init; }

    /// <summary>The cascade in time; null where it was not asked for.</summary>
    public Episode? Episode { get; init; }

    public LiquidationMap Map => Levels.Loaded.Map;

    /// <summary>Where the shock takes price, its volume included, before anybody is forced.</summary>
    public double OwnPrice => Result.Waves.IsEmpty ? Result.FinalPrice : Result.Waves[0].TriggerPrice;

    /// <summary>The file row of a level, from 1, or the band's place, from 0.</summary>
    public long RowOf(int level) => Levels.Levels is { } positions ? positions[Result.Side.Rows[level]].Row : Result.Side.Rows[level];

    /// <summary>Runs everything that was asked for.</summary>
    public static CascadeStudy Of(CascadeSettings settings, ToolConsole console)
    {
        var levels = LoadedLadder.Load(settings.Files, settings.Mapping, settings.Edge ?? BandEdge.Near, console);
        RequireFitting(settings, levels);
        LiquidationMap map = levels.Loaded.Map;
        PriceBar[]? bars = settings.Episode?.PathFile is { } path ? BarReader.Read(path, settings.Episode.After, console) : null;
        Shock shock = (settings.Shock ?? Cascading.Episode.Farthest(bars!, map.MarkPrice)).At(map.MarkPrice);
        var market = Market.Of(settings.Market, map.MarkPrice, console);
        if (!market.Has(shock.Direction))
        {
            throw ToolException.BadInput(settings.Market.DepthFile!, shock.Direction == Direction.Down ? "expected bids, which a fall meets, had none" : "expected asks, which a rise meets, had none");
        }

        if (settings.Simulation is not null && !(market.HasDown && market.HasUp))
        {
            throw ToolException.BadInput(settings.Market.DepthFile!, $"expected bids and asks, because the paths of --paths fall and rise, had no {(market.HasDown ? "asks" : "bids")}");
        }

        try
        {
            CascadeResult result = market.Model.Run(levels.Ladder, shock);
            CascadeThresholds? down = market.HasDown ? market.Model.Thresholds(levels.Ladder, Direction.Down) : null;
            CascadeThresholds? up = market.HasUp ? market.Model.Thresholds(levels.Ladder, Direction.Up) : null;
            CascadeThresholds own = (shock.Direction == Direction.Down ? down : up)!;
            return new()
            {
                Settings = settings,
                Levels = levels,
                Market = market,
                Result = result,
                Hopeful = levels.Edge is not null && settings.Edge is null ? market.Model.Run(levels.At(BandEdge.Far).Ladder, shock) : null,
                Down = down,
                Up = up,
                GainsDown = market.HasDown ? market.Model.Gains(map, Direction.Down) : null,
                GainsUp = market.HasUp ? market.Model.Gains(map, Direction.Up) : null,
                Payment = levels.Levels is { } positions ? Payment.Of(result, positions, levels.Loaded.Held!, settings.Payment) : null,
                Episode = settings.Episode is { } episode ? Cascading.Episode.Of(episode, bars, market, levels.Ladder, shock) : null,
                Simulation = settings.Simulation is { } paths ? Simulation.Of(paths, down!, up!, console) : null,
                Curve = settings.CurvePoints is { } points ? [.. own.Curve(CurveEnd(result), points)] : null,
            };
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(settings.Files[0], $"cannot be run through: {Message.Printable(Message.Of(error))}");
        }
    }

    /// <summary>An option that would do nothing is refused: its user believes that it does something.</summary>
    private static void RequireFitting(CascadeSettings settings, LoadedLadder levels)
    {
        if (levels.Levels is not null && settings.ChoseEdge)
        {
            throw ToolException.Usage($"--edge goes with maps: {settings.Files[0]} holds positions, each with a price of its own");
        }

        if (levels.Levels is null && settings.Payment.Option is { } option)
        {
            throw ToolException.Usage($"{option} goes with positions: {settings.Files[0]} is a map, which does not tell where anybody is bankrupt");
        }
    }

    /// <summary>Twice the move of the shock, and not less than a tenth of the mark.</summary>
    private static double CurveEnd(CascadeResult result)
    {
        double mark = result.MarkPrice, span = Math.Max(LeastCurve, 2 * Math.Abs((result.ShockedPrice / mark) - 1));
        return mark * (1 + ((int)result.Direction * (result.Direction == Direction.Down ? Math.Min(MostFall, span) : span)));
    }
}
