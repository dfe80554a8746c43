using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap.Cascades;

/// <content>The fast walk, in which both sides push the very path that goes on.</content>
public static partial class CascadeSimulation
{
    /// <summary>How far a barrier that is watched without a pause lies inside of one that is watched at steps, in deviations of a step: <c>−ζ(1/2) / √(2π)</c>.</summary>
    private const double WatchGap = 0.5825971579390106;

    /// <summary>Farther off than this in the logarithm nothing is told apart: price is zero.</summary>
    private const double Nothing = 80;

    /// <summary>The greatest log price that is told from infinity.</summary>
    private const double Most = 700;

    /// <summary>What the deviation and the drift of a step must stay below together: more is no price.</summary>
    private const double StepLimit = 1000;

    /// <summary>Walks paths step by step, each pushed on by the liquidations that it sets off, below and above.</summary>
    /// <param name="sides">What the paths set off. The law of impact must be relative to price: all but linear impact and books.</param>
    /// <param name="model">How price moves by itself.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="progress">Is told the share of paths that are done, now and then, from the threads that do them.</param>
    /// <param name="cancellation">Stops the work; asked every thousand paths or so.</param>
    /// <returns>Distributions over paths.</returns>
    /// <exception cref="ArgumentException">Options do not go together, or impact is not relative.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>
    /// <para>Impact stays: the log price is its own walk plus what shorts have displaced upward less what longs have displaced downward, each side by its law at what it has liquidated so far. A level is met by
    /// the price with all displacement. Where only one side moves price this is <see cref="Shocks"/>.</para>
    /// <para>Price is watched at the ends of steps. <see cref="PathWatch.Throughout"/> shifts levels and extremes by the correction of Broadie, Glasserman and Kou (1997), 0.5826 deviations of a step, which is good
    /// for levels that are more than some steps away.</para>
    /// <para>Paths are walked in single precision: log prices are off by some 1e-7, and random numbers by 1e-6. O(paths × steps). Allocates the result, some 110 bytes a path, and little else.</para>
    /// </remarks>
    public static SimulatedCascades Walk(
        CascadeSides sides, GeometricBrownian model, CascadeSimulationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sides);
        ArgumentNullException.ThrowIfNull(model);
        options ??= CascadeSimulationOptions.Default;
        int steps = options.CountSteps();
        if (options.Antithetic && options.Paths % WalkKernel.Group != 0)
        {
            Throw.Argument(nameof(options), $"Paths must be a multiple of {WalkKernel.Group} where they come in antithetic pairs, was {options.Paths}");
        }

        if (options.Watch == PathWatch.AtHorizon)
        {
            Throw.Argument(nameof(options), "Watch must not be AtHorizon for walks: what they set off on their way is what they are for");
        }

        double years = Years.Of(options.Step), deviation = model.Volatility * Math.Sqrt(years), drift = model.LogDrift * years;
        if (!(deviation + Math.Abs(drift) < StepLimit))
        {
            Throw.OutOfRange(nameof(model), deviation + Math.Abs(drift), "of moves of the log price below 1,000 a step");
        }

        double gap = options.Watch == PathWatch.Throughout ? WatchGap * deviation : 0;
        WalkSide down = new(sides.Down, gap), up = new(sides.Up, gap);
        var table = new WalkTable(down.Thresholds, down.Displacements, up.Thresholds, up.Displacements);
        var columns = new PathColumns(options.Paths, hasEnds: true);
        PathWork.Run(options.Paths, PathWork.Block, options.MaxDegreeOfParallelism, static () => new WalkRoom(), Work, progress, cancellation);
        return new(sides, options, steps, columns);

        void Work(int first, int end, WalkRoom room)
        {
            for (int path = first; path < end; path += WalkKernel.Group)
            {
                room.Seed(options.Seed, path / WalkKernel.Group);
                WalkKernel.Walk(table, steps, (float)drift, (float)deviation, room.Words, options.Antithetic, path - first, room.Results, KernelInfo.VectorBits);
            }

            for (int path = first; path < end; path++)
            {
                room.Tell(path - first, path, gap, down, up, columns);
            }
        }
    }

    /// <summary>A side as the kernel takes it: logarithms.</summary>
    private sealed class WalkSide
    {
        private readonly CascadeThresholds _thresholds;

        /// <summary>Where price meets each level by itself, farther and farther away.</summary>
        private readonly float[] _levels;

        public WalkSide(CascadeThresholds thresholds, double gap)
        {
            _thresholds = thresholds;
            (PriceImpact impact, LadderSide side, double mark, int sign) = (thresholds.Impact, thresholds.Side, thresholds.MarkPrice, (int)thresholds.Direction);
            if (impact.Scaling != ImpactScaling.Multiplicative && impact.After(mark, side.CumulativeQuantity[^1], side.Direction) != mark)
            {
                Throw.Argument("sides", $"sides must have an impact that is relative to price, such as {nameof(PriceImpact)}.{nameof(PriceImpact.Exponential)}; it was {impact}");
            }

            ReadOnlySpan<CascadeJump> jumps = thresholds.Jumps;
            Thresholds = new double[jumps.Length];
            Displacements = new double[jumps.Length + 1];
            for (int i = 0; i < jumps.Length; i++)
            {
                Thresholds[i] = Seen(jumps[i].TriggerPrice);
                Displacements[i + 1] = Math.Max(Displacements[i], Math.Min(Nothing, sign * Math.Log(impact.After(mark, jumps[i].Quantity, side.Direction) / mark)));
            }

            _levels = new float[side.Count];
            for (int i = 0; i < _levels.Length; i++)
            {
                _levels[i] = (float)(sign * Seen(side.Prices[i]));
            }

            // Watched at steps, a level that price only touches in between must be nearer, but not behind the mark.
            double Seen(double price)
            {
                double distance = sign * Math.Log(price / mark);
                return sign * Math.Max(distance - gap, Math.Min(distance, float.Epsilon));
            }
        }

        public double[] Thresholds { get; }

        public double[] Displacements { get; }

        /// <summary>Writes what became of a path.</summary>
        /// <param name="state">Of this side.</param>
        /// <param name="distance">How far the log price went in this direction, &gt;= 0.</param>
        /// <param name="bare">How far it went by itself.</param>
        /// <param name="gap">How much farther it went between steps.</param>
        /// <param name="path">Its place.</param>
        /// <param name="columns">Receives it.</param>
        public void Tell(int state, float distance, float bare, double gap, int path, SideColumns columns)
        {
            int sign = (int)_thresholds.Direction, levels = state > 0 ? _thresholds.Jumps[state - 1].Levels : 0;
            double far = Math.Exp(Math.Min(Most, sign * (distance + gap))), bareFar = Math.Exp(Math.Min(Most, sign * (bare + gap)));
            columns.Depth[path] = sign < 0 ? 1 - far : far - 1;
            columns.Overshoot[path] = sign < 0 ? bareFar - far : far - bareFar;
            columns.BarePrices[path] = Math.Clamp(bareFar * _thresholds.MarkPrice, double.Epsilon, double.MaxValue);
            columns.Levels[path] = levels;
            columns.BareLevels[path] = levels > 0 ? CountReached(bare) : 0;
        }

        private int CountReached(float bare)
        {
            int low = 0, high = _levels.Length;
            while (low < high)
            {
                int middle = (low + high) >>> 1;
                if (_levels[middle] <= bare)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }
    }

    /// <summary>What one thread walks in.</summary>
    private sealed class WalkRoom
    {
        private readonly float[] _close = new float[PathWork.Block], _low = new float[PathWork.Block], _high = new float[PathWork.Block];
        private readonly float[] _bareLow = new float[PathWork.Block], _bareHigh = new float[PathWork.Block];
        private readonly int[] _fall = new int[PathWork.Block], _rise = new int[PathWork.Block];

        public ulong[] Words { get; } = new ulong[NormalLanes.SeedWords];

        public WalkResults Results => new() { Close = _close, Low = _low, High = _high, BareLow = _bareLow, BareHigh = _bareHigh, Fall = _fall, Rise = _rise };

        /// <summary>A group's random words: a stream of its own, counted down from −1, so that no path of <see cref="Shocks"/> has it.</summary>
        public void Seed(long seed, long group)
        {
            for (int i = 0; i < Words.Length; i += 2)
            {
                (Words[i], Words[i + 1]) = Philox.Mix((ulong)i / 2, (ulong)~group, (ulong)seed);
            }
        }

        public void Tell(int place, int path, double gap, WalkSide down, WalkSide up, PathColumns columns)
        {
            down.Tell(_fall[place], -_low[place], -_bareLow[place], gap, path, columns.Down);
            up.Tell(_rise[place], _high[place], _bareHigh[place], gap, path, columns.Up);
            columns.EndMoves![path] = Math.Exp(Math.Min(Most, _close[place])) - 1;
        }
    }
}
