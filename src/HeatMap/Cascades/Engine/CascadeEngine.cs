using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Cascades in time: what fades, queues, is cut down in parts, pays, or is taken from winners, along a path of the price from outside.</summary>
/// <remarks>
/// <para>In each step impact fades, price moves from outside, others trade, levels that the mark has met force orders, orders move price, which meets levels, until price rests; then orders are executed one after the other.
/// Price is one curve of one number, the net volume that the book has not made good: what is sold and what is bought undo each other. With all layers off one step is <see cref="CascadeModel.Run(LiquidationLadder, Shock)"/>, bit for bit;
/// without impact it is the static map. State, step and guarantees: <c>docs/method/cascade-engine.md</c>.</para>
/// <para>A run ends after its path and at most <see cref="CascadeEngineOptions.SettlingSteps"/>, whatever the options. Levels of a book stand at prices of their own, also when price moves away from them; give depth by distance
/// where it should follow. Immutable and safe to share between threads.</para>
/// </remarks>
public sealed class CascadeEngine
{
    /// <summary>An engine over a market.</summary>
    /// <param name="model">The market's answer.</param>
    /// <param name="options">The layers; null means none.</param>
    /// <exception cref="ArgumentException">The options ask for deleveraging without a waterfall.</exception>
    public CascadeEngine(CascadeModel model, CascadeEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        Options = options ?? CascadeEngineOptions.Default;
        if (Options is { Deleveraging: not null, Waterfall: null })
        {
            Throw.Argument(nameof(options), $"{nameof(CascadeEngineOptions.Deleveraging)} shares what the fund does not cover: it needs {nameof(CascadeEngineOptions.Waterfall)}");
        }

        if (Options is { MatchesOffBook: true, Supply.Kind: SupplyKind.Continuous })
        {
            Throw.Argument(nameof(options), OffBookNeedsLevels);
        }
    }

    /// <summary>The market.</summary>
    public CascadeModel Model { get; }

    /// <summary>The layers.</summary>
    public CascadeEngineOptions Options { get; }

    private static string OffBookNeedsLevels => $"{nameof(CascadeEngineOptions.MatchesOffBook)} matches whole levels: it does not go with continuous supply";

    /// <summary>An episode of positions.</summary>
    /// <param name="positions">Who can be liquidated, and called on.</param>
    /// <param name="path">What comes from outside, at least one step.</param>
    /// <param name="stops">Resting stop orders; may be empty.</param>
    /// <exception cref="ArgumentException">
    /// A step or stop is outside its domain, quantities add up to more than a number holds, a layer needs what is not known of a position, or the depth says nothing about a direction in which somebody trades; the message names row and value.
    /// </exception>
    /// <remarks>
    /// O(n + steps × log n) beside sorting, which <see cref="CascadePositions"/> has done; a power law of decay O(steps²); continuous supply O(positions being cut down) a step; a match off the book O(n log n). Allocates the
    /// result and state of its size.
    /// </remarks>
    public CascadeEpisode Run(CascadePositions positions, ReadOnlySpan<ExogenousStep> path, ReadOnlySpan<StopOrder> stops = default)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ExogenousStep.Require(path, nameof(path));
        if (path.IsEmpty)
        {
            Throw.Argument(nameof(path), "path must have at least one step");
        }

        RequireStops(stops, positions.MarkPrice);
        RequireFiniteVolume(positions.Ladder, path, stops);
        RequireLayers(positions);
        var run = new EngineRun(Model, Options, positions, stops);
        run.Go(path);
        return new(positions, Options, run, Causes(positions, run, path));
    }

    /// <summary>An episode of levels alone, as of the bands of a map: without what needs to know positions.</summary>
    /// <param name="ladder">The levels.</param>
    /// <param name="path">What comes from outside, at least one step.</param>
    /// <param name="stops">Resting stop orders; may be empty.</param>
    /// <exception cref="ArgumentException">As for positions, or the options have a layer that needs them: waterfall, or matches off the book.</exception>
    /// <remarks>As for positions.</remarks>
    public CascadeEpisode Run(LiquidationLadder ladder, ReadOnlySpan<ExogenousStep> path, ReadOnlySpan<StopOrder> stops = default)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return Run(CascadePositions.OfLevels(ladder), path, stops);
    }

    /// <summary>An episode of one shock: a path of one step.</summary>
    /// <param name="positions">Who can be liquidated, and called on.</param>
    /// <param name="shock">A move, a trade, or both.</param>
    /// <param name="stops">Resting stop orders; may be empty.</param>
    /// <exception cref="ArgumentException">As for a path, or the shock does not go with the mark.</exception>
    public CascadeEpisode Run(CascadePositions positions, Shock shock, ReadOnlySpan<StopOrder> stops = default)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return Run(positions, [new(shock.PriceFrom(positions.MarkPrice), default, (int)shock.Direction * shock.Quantity)], stops);
    }

    /// <inheritdoc cref="Run(CascadePositions, Shock, ReadOnlySpan{StopOrder})"/>
    /// <param name="ladder">The levels.</param>
    /// <param name="shock">A move, a trade, or both.</param>
    /// <param name="stops">Resting stop orders; may be empty.</param>
    public CascadeEpisode Run(LiquidationLadder ladder, Shock shock, ReadOnlySpan<StopOrder> stops = default)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return Run(CascadePositions.OfLevels(ladder), shock, stops);
    }

    private static void RequireStops(ReadOnlySpan<StopOrder> stops, double markPrice)
    {
        for (int i = 0; i < stops.Length; i++)
        {
            StopOrder stop = stops[i];
            if (!Guard.IsPositive(stop.TriggerPrice))
            {
                Throw.Row($"{nameof(stops)} trigger price", i, stop.TriggerPrice, "finite and > 0");
            }

            if (!double.IsFinite(stop.SignedQuantity) || stop.SignedQuantity == 0)
            {
                Throw.Row($"{nameof(stops)} signed quantity", i, stop.SignedQuantity, "finite and not zero");
            }

            if (stop.SignedQuantity < 0 ? stop.TriggerPrice >= markPrice : stop.TriggerPrice <= markPrice)
            {
                Throw.Row($"{nameof(stops)} trigger price", i, stop.TriggerPrice, string.Create(
                    CultureInfo.InvariantCulture, $"{(stop.SignedQuantity < 0 ? "below the mark for a sale" : "above the mark for a purchase")}, {markPrice}: it would have been triggered already"));
            }
        }
    }

    /// <summary>All that can be traded must be a number, or price would be none.</summary>
    private static void RequireFiniteVolume(LiquidationLadder ladder, ReadOnlySpan<ExogenousStep> path, ReadOnlySpan<StopOrder> stops)
    {
        double volume = ladder.Down.CumulativeQuantity[^1] + ladder.Up.CumulativeQuantity[^1];
        foreach (StopOrder stop in stops)
        {
            volume += Math.Abs(stop.SignedQuantity);
        }

        foreach (ExogenousStep step in path)
        {
            volume += Math.Abs(step.SignedQuantity);
        }

        if (!double.IsFinite(volume))
        {
            Throw.OutOfRange("sum of the quantities of positions, stops and path", volume, "finite");
        }
    }

    private void RequireLayers(CascadePositions positions)
    {
        if (Options.Waterfall is not null)
        {
            positions.RequireBankruptcy(nameof(CascadeEngineOptions.Waterfall));
        }

        if (Options.Deleveraging is not null)
        {
            positions.RequireCandidates(nameof(CascadeEngineOptions.Deleveraging));
        }

        if (Options.MatchesOffBook)
        {
            positions.RequireBankruptcy(nameof(CascadeEngineOptions.MatchesOffBook));
            positions.RequireCandidates(nameof(CascadeEngineOptions.MatchesOffBook));
            positions.RequireMatchPrices(nameof(CascadeEngineOptions.MatchesOffBook));
            for (int row = 0; row < positions.Count; row++)
            {
                if (positions.RuleOf(row) is { Kind: SupplyKind.Continuous })
                {
                    Throw.Argument(nameof(positions), $"row {row}: {OffBookNeedsLevels}");
                }
            }
        }
    }

    /// <summary>What of the set-up gives up the guarantee: decay, shares and queues do only where there is time.</summary>
    private ImmutableArray<NonMonotoneCause> Causes(CascadePositions positions, EngineRun run, ReadOnlySpan<ExogenousStep> path)
    {
        ImmutableArray<NonMonotoneCause>.Builder causes = ImmutableArray.CreateBuilder<NonMonotoneCause>();
        bool hasTime = run.Steps.Count > 1, isCapped = Options.Supply.Kind == SupplyKind.Capped, goesDown = false, goesUp = false;
        for (int row = 0; row < positions.Count && !isCapped; row++)
        {
            isCapped = positions.RuleOf(row) is { Kind: SupplyKind.Capped };
        }

        foreach (ExogenousStep step in path)
        {
            goesDown |= step.Price < positions.MarkPrice || step.SignedQuantity < 0;
            goesUp |= step.Price > positions.MarkPrice || step.SignedQuantity > 0;
        }

        Add(NonMonotoneCause.Decay, hasTime && !ReferenceEquals(Options.Decay, ImpactDecay.None));
        Add(NonMonotoneCause.PermanentShare, hasTime && Options.PermanentShare > 0);
        Add(NonMonotoneCause.OffBook, Options.MatchesOffBook);
        Add(NonMonotoneCause.Queue, hasTime && (isCapped || Options.MaxVolumePerStep < double.PositiveInfinity));
        Add(NonMonotoneCause.TwoSides, goesDown && goesUp && run[Direction.Down].HasOrders && run[Direction.Up].HasOrders);
        return causes.ToImmutable();

        void Add(NonMonotoneCause cause, bool holds)
        {
            if (holds)
            {
                causes.Add(cause);
            }
        }
    }
}
