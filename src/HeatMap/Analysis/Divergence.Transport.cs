using System.Buffers;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Transport of weights that need not add up to the same.</content>
public static partial class Divergence
{
    /// <summary>What it costs to make one set of weighted points the other: moving weight costs the distance, making or destroying it a penalty.</summary>
    /// <param name="positions">Where the first lies, in any order; finite.</param>
    /// <param name="weights">How much lies there; not normalised.</param>
    /// <param name="otherPositions">Where the second lies.</param>
    /// <param name="otherWeights">How much lies there.</param>
    /// <param name="penalty">The distance that making or destroying a unit of weight is worth; finite and &gt; 0.</param>
    /// <returns>In weight times distance: the flat (Kantorovich-Rubinstein) distance, a metric. Between two single points of weight m at distance d it is <c>m min(d, 2 penalty)</c>.</returns>
    /// <exception cref="ArgumentException">Positions and weights are not equally many, or a number is outside its domain; the message names it.</exception>
    /// <remarks>O(n log n). Allocates nothing beyond pooled scratch.</remarks>
    public static double TransportCost(
        ReadOnlySpan<double> positions, ReadOnlySpan<double> weights, ReadOnlySpan<double> otherPositions, ReadOnlySpan<double> otherWeights, double penalty)
    {
        RequireLength(positions.Length, weights.Length, nameof(weights));
        RequireLength(otherPositions.Length, otherWeights.Length, nameof(otherWeights));
        double sum = CheckedSum(weights), otherSum = CheckedSum(otherWeights);
        CheckPositions(positions);
        CheckPositions(otherPositions);
        Guard.Positive(penalty);
        int count = positions.Length + otherPositions.Length;
        if (count == 0)
        {
            return 0;
        }

        double[] places = ArrayPool<double>.Shared.Rent(count), excess = ArrayPool<double>.Shared.Rent(count);
        positions.CopyTo(places);
        otherPositions.CopyTo(places.AsSpan(positions.Length));
        weights.CopyTo(excess);
        for (int i = 0; i < otherWeights.Length; i++)
        {
            excess[positions.Length + i] = -otherWeights[i];
        }

        MemoryExtensions.Sort(places.AsSpan(0, count), excess.AsSpan(0, count));
        double walked = Math.Min(penalty, (places[count - 1] - places[0]) / 2);
        Bend[] scratch = ArrayPool<Bend>.Shared.Rent(2 * count);
        var walk = new TransportWalk(walked, scratch.AsSpan(0, count), scratch.AsSpan(count, count));
        for (int i = 0; i < count; i++)
        {
            walk.Advance(i == 0 ? 0 : places[i] - places[i - 1]);
            walk.Add(excess[i]);
        }

        ArrayPool<Bend>.Shared.Return(scratch);
        ArrayPool<double>.Shared.Return(places);
        ArrayPool<double>.Shared.Return(excess);
        return walk.Cost + ((penalty - walked) * Math.Abs(sum - otherSum));
    }
}
