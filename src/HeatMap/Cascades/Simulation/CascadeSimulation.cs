using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Monte Carlo of cascades: random paths of the price, and what they liquidate.</summary>
/// <remarks>
/// <para>Two methods. <see cref="Shocks"/> takes any law of the price and answers each path's lowest and highest price by the exact step function of its side; the sides do not know of each other.
/// <see cref="Walk"/> takes the geometric Brownian motion, and liquidations of both sides displace the very path that goes on; it is the fast one. Fat tails come with
/// <see cref="StudentReturns"/>, <see cref="DoubleExponentialJumps"/> and <see cref="FilteredHistorical"/>. For probabilities under shocks no simulation is needed: see <see cref="CascadeReach"/>.</para>
/// <para>Same seed, same bits, on one platform, at every width of vectors and any number of threads. Method: <c>docs/method/cascade-simulation.md</c>.</para>
/// </remarks>
public static partial class CascadeSimulation
{
    /// <summary>Draws paths, takes each one's extreme prices for shocks, and answers them by the step functions.</summary>
    /// <param name="sides">What shocks set off.</param>
    /// <param name="model">How price moves by itself. Path i is drawn from stream i of the seed.</param>
    /// <param name="options">Choices; null for the defaults. Antithetic pairs are for walks only.</param>
    /// <param name="progress">Is told the share of paths that are done, now and then, from the threads that do them.</param>
    /// <param name="cancellation">Stops the work; asked every thousand paths or so.</param>
    /// <returns>Distributions over paths.</returns>
    /// <exception cref="ArgumentException">Options do not go together, or the law has no paths of such a step.</exception>
    /// <exception cref="NotSupportedException">The law draws no paths.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>
    /// A path of one side is treated as one shock to its extreme, which is exact as long as the other side moves nothing: permanent impact makes only the extreme count. O(paths × steps). Allocates the
    /// result, some 110 bytes a path, and little else.
    /// </remarks>
    public static SimulatedCascades Shocks(
        CascadeSides sides, PriceModel model, CascadeSimulationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sides);
        ArgumentNullException.ThrowIfNull(model);
        options ??= CascadeSimulationOptions.Default;
        int steps = options.CountSteps();
        if (options.Antithetic)
        {
            Throw.Argument(nameof(options), "Antithetic must be off for shocks: only walks have pairs");
        }

        PathWatch watch = options.Watch ?? PathWatch.Throughout;
        int inside = watch == PathWatch.Throughout ? steps : 0;
        var columns = new PathColumns(options.Paths, hasEnds: false);
        PathWork.Run(options.Paths, PathWork.Block, options.MaxDegreeOfParallelism, Room, Work, progress, cancellation);
        return new(sides, options, steps, columns);

        (double[] Closes, double[] Lows, double[] Highs) Room() => (new double[steps], new double[inside], new double[inside]);

        void Work(int first, int end, (double[] Closes, double[] Lows, double[] Highs) room)
        {
            for (int path = first; path < end; path++)
            {
                model.FillPath(new(options.Seed, path), sides.MarkPrice, options.Step, room.Closes, room.Lows, room.Highs);
                ReadOnlySpan<double> seen = watch == PathWatch.AtHorizon ? room.Closes.AsSpan(steps - 1) : room.Closes;
                (double low, double high) = Extremes(sides.MarkPrice, inside > 0 ? room.Lows : seen, inside > 0 ? room.Highs : seen);
                Answer(sides.Down, low, path, columns.Down);
                Answer(sides.Up, high, path, columns.Up);
            }
        }
    }

    private static (double Low, double High) Extremes(double markPrice, ReadOnlySpan<double> lows, ReadOnlySpan<double> highs)
    {
        (double low, double high) = (markPrice, markPrice);
        for (int i = 0; i < lows.Length; i++)
        {
            low = Math.Min(low, lows[i]);
            high = Math.Max(high, highs[i]);
        }

        // What is too small or too large to tell from nothing or from infinity.
        return (Math.Max(low, double.Epsilon), Math.Min(high, double.MaxValue));
    }

    private static void Answer(CascadeThresholds thresholds, double price, int path, SideColumns columns)
    {
        bool isFall = thresholds.Direction == Direction.Down;
        double mark = thresholds.MarkPrice, final = Math.Min(thresholds.FinalPrice(price), double.MaxValue);
        columns.Depth[path] = (isFall ? mark - final : final - mark) / mark;
        columns.Overshoot[path] = (isFall ? price - final : final - price) / mark;
        columns.BarePrices[path] = price;
        columns.Levels[path] = thresholds.Levels(price);
        columns.BareLevels[path] = columns.Levels[path] > 0 ? thresholds.Side.CountReached(price) : 0;
    }
}
