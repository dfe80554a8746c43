using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap;

/// <summary>What probabilities meant: how often events came true, by what was forecast, without bins to choose.</summary>
/// <remarks>
/// <para>CORP (Dimitriadis, Gneiting, Jordan, 2021): an isotonic fit of outcomes on forecasts. The consistency band says where that fit would lie if every forecast were reliable: outcomes are drawn from the forecasts
/// themselves and fitted again. A fit outside its band is miscalibrated by more than chance.</para>
/// <para>The band is a pure function of forecasts, options and seed. Immutable and safe to share between threads.</para>
/// </remarks>
public sealed class ReliabilityDiagram
{
    private ReliabilityDiagram(ImmutableArray<ReliabilityBlock> blocks, ImmutableArray<ReliabilityBand> band) => (Blocks, Band) = (blocks, band);

    /// <summary>The blocks from the least forecast to the greatest; empty without forecasts. Their probabilities strictly rise.</summary>
    public ImmutableArray<ReliabilityBlock> Blocks { get; }

    /// <summary>The consistency band at some of the distinct forecasts, rising, the first and the last among them; empty when none was asked for.</summary>
    public ImmutableArray<ReliabilityBand> Band { get; }

    /// <summary>Makes the diagram of forecasts.</summary>
    /// <param name="probabilities">The forecast of each event, from 0 to 1.</param>
    /// <param name="outcomes">Whether each came true.</param>
    /// <param name="band">How the consistency band is drawn; null means without one.</param>
    /// <exception cref="ArgumentException">A probability is outside its domain, or the columns differ in length; the message names column and row.</exception>
    /// <remarks>O(n log n), and O(n) more for each draw of the band. Allocates the diagram and, for a band, draws times points; other scratch comes from the shared pool.</remarks>
    public static ReliabilityDiagram Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes, ReliabilityOptions? band = null)
    {
        int n = probabilities.Length;
        ColumnGuard.SameLength(n, outcomes.Length, nameof(outcomes));
        ColumnGuard.Probability(probabilities);
        var groups = new ForecastGroups(probabilities, outcomes);
        int[] ends = ArrayPool<int>.Shared.Rent(n);
        try
        {
            ImmutableArray<ReliabilityBand> drawn = band is null || n == 0 ? [] : Draw(groups, band, ends);
            int count = PooledBlocks.Pool(groups.Events, groups.Counts, ends);
            ImmutableArray<ReliabilityBlock>.Builder blocks = ImmutableArray.CreateBuilder<ReliabilityBlock>(count);
            for (int b = 0; b < count; b++)
            {
                double events = groups.Events[b], size = groups.Counts[b];
                blocks.Add(new(groups.Forecasts[b == 0 ? 0 : ends[b - 1]], groups.Forecasts[ends[b] - 1], events / size, (int)size, (int)events));
            }

            return new(blocks.MoveToImmutable(), drawn);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ends);
            groups.Return();
        }
    }

    private static ImmutableArray<ReliabilityBand> Draw(ForecastGroups groups, ReliabilityOptions options, int[] ends)
    {
        int points = Math.Min(options.Points, groups.Count);
        int PlaceOf(int point, int count) => points == 1 ? 0 : (int)((long)point * (count - 1) / (points - 1));
        double[][] values = new double[points][];
        for (int p = 0; p < points; p++)
        {
            values[p] = new double[options.Draws];
        }

        double[] sums = ArrayPool<double>.Shared.Rent(groups.Count), weights = ArrayPool<double>.Shared.Rent(groups.Count);
        for (int draw = 0; draw < options.Draws; draw++)
        {
            var stream = new RandomStream(options.Seed, draw);
            long place = 0;
            for (int k = 0; k < groups.Count; k++)
            {
                int hits = 0;
                for (int i = 0; i < groups.Counts[k]; i++)
                {
                    hits += stream.Uniform(place++) < groups.Forecasts[k] ? 1 : 0;
                }

                sums[k] = hits;
            }

            groups.Counts.CopyTo(weights);
            int blocks = PooledBlocks.Pool(sums.AsSpan(0, groups.Count), weights.AsSpan(0, groups.Count), ends);
            for (int p = 0, b = 0; p < points; p++)
            {
                while (b < blocks - 1 && ends[b] <= PlaceOf(p, groups.Count))
                {
                    b++;
                }

                values[p][draw] = sums[b] / weights[b];
            }
        }

        ArrayPool<double>.Shared.Return(sums);
        ArrayPool<double>.Shared.Return(weights);
        ImmutableArray<ReliabilityBand>.Builder band = ImmutableArray.CreateBuilder<ReliabilityBand>(points);
        for (int p = 0; p < points; p++)
        {
            Array.Sort(values[p]);
            double tail = (1 - options.Level) / 2;
            band.Add(new(groups.Forecasts[PlaceOf(p, groups.Count)], Quantiles.OfSorted(values[p], tail), Quantiles.OfSorted(values[p], 1 - tail)));
        }

        return band.MoveToImmutable();
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Blocks.Length} blocks, band at {Band.Length} places");
}
