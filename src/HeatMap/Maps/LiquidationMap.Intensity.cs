using System.Buffers;
using System.Numerics.Tensors;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Brightness of bands.</content>
public sealed partial class LiquidationMap
{
    /// <summary>The brightness of each band of one side, on a scale common to both sides.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="scale">How notional becomes brightness. Tails and unplaced positions do not enter.</param>
    /// <returns>One number from 0 to 1 a band; all 0 when the map is empty. Allocates the result.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A choice is not defined.</exception>
    public double[] Intensities(Side side, IntensityScale scale)
    {
        var result = new double[Grid.Count];
        CopyIntensities(side, scale, result);
        return result;
    }

    /// <summary>As <see cref="Intensities"/>, into the caller's memory. Allocates nothing beyond pooled scratch; O(bands), by quantile O(bands × log bands).</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="scale">How notional becomes brightness.</param>
    /// <param name="destination">Receives one number a band.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than the grid, or a choice is not defined.</exception>
    public void CopyIntensities(Side side, IntensityScale scale, Span<double> destination)
    {
        Guard.Defined(side);
        Guard.Defined(scale);
        if (destination.Length < Grid.Count)
        {
            Throw.Argument(nameof(destination), $"destination must hold {Grid.Count} bands, has room for {destination.Length}");
        }

        destination = destination[..Grid.Count];
        MapView view = View;
        ReadOnlySpan<long> units = side == Side.Long ? view.LongUnits : view.ShortUnits;
        long max = Math.Max(TensorPrimitives.Max(view.LongUnits), TensorPrimitives.Max(view.ShortUnits));
        if (max == 0)
        {
            destination.Clear();
            return;
        }

        if (scale == IntensityScale.Quantile)
        {
            CopyQuantiles(view, units, destination);
            return;
        }

        double min = Math.Min(LeastFilled(view.LongUnits), LeastFilled(view.ShortUnits));
        double brightest = Math.Log(1 + (max / min));
        for (int i = 0; i < units.Length; i++)
        {
            double n = units[i];
            destination[i] = n == max ? 1 : scale switch
            {
                IntensityScale.Linear => n / max,
                IntensityScale.SquareRoot => Math.Sqrt(n / max),
                _ => Math.Log(1 + (n / min)) / brightest,
            };
        }
    }

    private static double LeastFilled(ReadOnlySpan<long> units)
    {
        long least = long.MaxValue;
        foreach (long n in units)
        {
            least = n > 0 && n < least ? n : least;
        }

        return least;
    }

    private static void CopyQuantiles(MapView view, ReadOnlySpan<long> units, Span<double> destination)
    {
        long[] filled = ArrayPool<long>.Shared.Rent(2 * units.Length);
        try
        {
            int count = 0;
            foreach (long n in view.LongUnits)
            {
                filled[count] = n;
                count += n > 0 ? 1 : 0;
            }

            foreach (long n in view.ShortUnits)
            {
                filled[count] = n;
                count += n > 0 ? 1 : 0;
            }

            Span<long> sorted = filled.AsSpan(0, count);
            sorted.Sort();
            for (int i = 0; i < units.Length; i++)
            {
                destination[i] = units[i] == 0 ? 0 : (double)CountUpTo(sorted, units[i]) / count;
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(filled);
        }
    }

    /// <summary>How many sorted values are at most a limit.</summary>
    private static int CountUpTo(ReadOnlySpan<long> sorted, long limit)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit)
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
