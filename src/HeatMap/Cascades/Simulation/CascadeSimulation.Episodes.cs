using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <content>Paths through the full engine.</content>
public static partial class CascadeSimulation
{
    /// <summary>Draws paths and runs the full engine along each: decay, queues, partial supply, who pays.</summary>
    /// <param name="engine">Market and layers.</param>
    /// <param name="positions">Who can be liquidated.</param>
    /// <param name="model">How price moves by itself. Path i is drawn from stream i of the seed.</param>
    /// <param name="options">Choices; null for the defaults. Prices are those at the ends of steps: no watching throughout, and no antithetic pairs.</param>
    /// <param name="progress">Is told the share of paths that are done, now and then, from the threads that do them.</param>
    /// <param name="cancellation">Stops the work; asked every 16 paths.</param>
    /// <returns>Distributions over paths.</returns>
    /// <exception cref="ArgumentException">Options do not go together, a path leaves all prices that there are, or the engine refuses positions or directions.</exception>
    /// <exception cref="NotSupportedException">The law draws no paths.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>O(paths × an episode), microseconds a step and more: thousands of paths rather than millions. Allocates the result and, passing, each episode.</remarks>
    public static SimulatedEpisodes Episodes(
        CascadeEngine engine, CascadePositions positions, PriceModel model, CascadeSimulationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(model);
        options ??= CascadeSimulationOptions.Default;
        int steps = options.CountSteps();
        if (options.Antithetic || options.Watch == PathWatch.Throughout)
        {
            Throw.Argument(nameof(options), "episodes have neither antithetic pairs nor prices between steps: Antithetic must be off, and Watch not Throughout");
        }

        bool isShock = options.Watch == PathWatch.AtHorizon;
        var columns = new EpisodeColumns(options.Paths, engine.Options.Waterfall is not null);
        PathWork.Run(options.Paths, PathWork.EpisodeBlock, options.MaxDegreeOfParallelism, () => (new double[steps], new ExogenousStep[isShock ? 1 : steps]), Work, progress, cancellation);
        return new(positions.MarkPrice, options, steps, columns);

        void Work(int first, int end, (double[] Closes, ExogenousStep[] Path) room)
        {
            for (int path = first; path < end; path++)
            {
                model.FillPath(new(options.Seed, path), positions.MarkPrice, options.Step, room.Closes);
                ReadOnlySpan<double> closes = isShock ? room.Closes.AsSpan(steps - 1) : room.Closes;
                for (int i = 0; i < closes.Length; i++)
                {
                    room.Path[i] = new(closes[i], options.Step);
                }

                (double low, double high) = Extremes(positions.MarkPrice, closes, closes);
                columns.Tell(path, engine.Run(positions, room.Path), low, high);
            }
        }
    }

    /// <summary>The same over levels alone, as of the bands of a map, without what needs to know positions.</summary>
    /// <inheritdoc cref="Episodes(CascadeEngine, CascadePositions, PriceModel, CascadeSimulationOptions?, IProgress{double}?, CancellationToken)"/>
    /// <param name="engine">Market and layers.</param>
    /// <param name="ladder">The levels.</param>
    /// <param name="model">How price moves by itself.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="progress">Is told the share of paths that are done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SimulatedEpisodes Episodes(
        CascadeEngine engine, LiquidationLadder ladder, PriceModel model, CascadeSimulationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return Episodes(engine, CascadePositions.OfLevels(ladder), model, options, progress, cancellation);
    }
}
