using System.Buffers;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <content>What is expected of a path, and of all paths.</content>
public sealed partial class ForcedVolumeModel
{
    /// <summary>How finely extremes are weighed, and how many deviations out.</summary>
    private const int Steps = 32;

    private const double Farthest = 8;

    /// <summary>The volume expected of a side if the price takes a path from here, in quote.</summary>
    /// <param name="features">The past, as far as it has been read.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="path">The path of the next interval.</param>
    /// <param name="maps">As many maps as the model was fitted with, in the same order: live estimators, or snapshots played back.</param>
    /// <exception cref="ArgumentException">The features or maps are not those of the fit, or the path is refused.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public double Expected(PathFeatures features, Side side, in IntervalPath path, params ReadOnlySpan<MapEstimator> maps)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckMaps(features, maps);
        double[] rented = ArrayPool<double>.Shared.Rent(features.Count + maps.Length);
        Span<double> row = rented.AsSpan(0, features.Count), shares = rented.AsSpan(features.Count, maps.Length);
        try
        {
            features.Fill(side, path, row);
            for (int i = 0; i < maps.Length; i++)
            {
                shares[i] = maps[i].LastOpenTimeUnixMs is null ? 0 : maps[i].SweptShare(side, path.Reached(side));
            }

            return Predict(row, shares);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>The volume expected of a side whatever the price does, in quote: that of each extreme, weighed by how likely it is.</summary>
    /// <param name="features">The past, as far as it has been read.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="reach">What price may reach within an interval.</param>
    /// <param name="maps">As many maps as the model was fitted with, in the same order.</param>
    /// <exception cref="ArgumentException">The features or maps are not those of the fit, or the reach is of another horizon.</exception>
    /// <remarks>A path goes straight to its extreme and half way back, which is what is left open once the extreme is known. 32 extremes out to eight deviations. Allocates nothing.</remarks>
    public double Expected(PathFeatures features, Side side, PriceReach reach, params ReadOnlySpan<MapEstimator> maps)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(reach);
        Guard.Defined(side);
        CheckMaps(features, maps);
        if (reach.Horizon != Interval)
        {
            Throw.Argument(nameof(reach), $"the model was fitted for {Interval}, the reach is of {reach.Horizon}");
        }

        if (features.EndUnixMs is not { } start)
        {
            throw new InvalidOperationException("no bar has been read");
        }

        double price = features.Price, sign = side == Side.Long ? -1 : 1, width = Farthest * reach.Deviation / Steps, sum = 0, touch = 1;
        for (int step = 0; step < Steps && touch > 0; step++)
        {
            // Beyond the farthest step everything counts as the last extreme.
            double next = step == Steps - 1 ? 0 : reach.Touch(price, price * Math.Exp(sign * width * (step + 1)));
            double extreme = price * Math.Exp(sign * width * (step + 0.5)), close = price * Math.Exp(sign * width * (step + 0.5) / 2);
            var path = new IntervalPath(start, price, Math.Min(price, extreme), Math.Max(price, extreme), close);
            sum += Math.Max(0, touch - next) * Expected(features, side, path, maps);
            touch = Math.Min(touch, next);
        }

        return sum;
    }

    private void CheckMaps(PathFeatures features, ReadOnlySpan<MapEstimator> maps)
    {
        if (features.Interval != Interval || features.Count != _pathCount || maps.Length != MapCount)
        {
            Throw.Argument(
                nameof(features),
                $"the model was fitted on {_pathCount} features of {Interval} with {MapCount} maps, not on {features.Count} of {features.Interval} with {maps.Length}");
        }
    }
}
