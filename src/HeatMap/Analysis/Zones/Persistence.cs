using System.Buffers;
using System.Numerics;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Peaks of a histogram by topological persistence: the one parameter is how far a peak must stand out.</summary>
/// <remarks>
/// <para>Let water fall from above the histogram. A peak is born where land appears; when two islands meet at a level, the lower one dies, and its prominence is
/// its height less that level (elder rule). Outside the histogram the land is zero, so the highest peak has its whole height. Of equal heights the first is the elder, and
/// a plateau is one peak at its first bar.</para>
/// <para>Stable: a change of every bar by at most e changes every prominence by at most 2e (Cohen-Steiner, Edelsbrunner, Harer 2007). There is no bandwidth, and scale does not matter.</para>
/// <para>Found in one pass with a stack of peaks that still wait for a higher one, O(n); ranking the m most prominent of p costs O(p + m log m).</para>
/// </remarks>
public static class Persistence
{
    /// <summary>The peaks of a histogram that stand out far enough, the most prominent first.</summary>
    /// <param name="heights">Finite and &gt;= 0.</param>
    /// <param name="minProminence">&gt;= 0 and not NaN; of zero, every peak.</param>
    /// <param name="destination">Receives the most prominent peaks, as many as it holds; of equals the first bar first.</param>
    /// <returns>How many there are, which may be more than <paramref name="destination"/> holds. None where all bars are zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A height or <paramref name="minProminence"/> is outside its domain.</exception>
    /// <remarks>Allocates nothing; scratch comes from the shared pool.</remarks>
    public static int Peaks(ReadOnlySpan<double> heights, double minProminence, Span<HistogramPeak> destination)
    {
        RequireProminence(minProminence);
        for (int i = 0; i < heights.Length; i++)
        {
            if (!(heights[i] >= 0 && heights[i] < double.PositiveInfinity))
            {
                Throw.Row(nameof(heights), i, heights[i], "finite and >= 0");
            }
        }

        Peak<double>[] scratch = ArrayPool<Peak<double>>.Shared.Rent(MostPeaks(heights.Length));
        try
        {
            Span<Peak<double>> found = Find(heights, minProminence, scratch, destination.Length);
            for (int i = 0; i < Math.Min(found.Length, destination.Length); i++)
            {
                destination[i] = new(found[i].Index, found[i].Height, found[i].Prominence);
            }

            return found.Length;
        }
        finally
        {
            ArrayPool<Peak<double>>.Shared.Return(scratch);
        }
    }

    /// <summary>The peaks of a histogram that stand out far enough, the most prominent first.</summary>
    /// <param name="heights">Finite and &gt;= 0.</param>
    /// <param name="minProminence">&gt;= 0 and not NaN; of zero, every peak.</param>
    /// <exception cref="ArgumentOutOfRangeException">A height or <paramref name="minProminence"/> is outside its domain.</exception>
    /// <remarks>Allocates the result.</remarks>
    public static HistogramPeak[] Peaks(ReadOnlySpan<double> heights, double minProminence = 0)
    {
        var all = new HistogramPeak[Peaks(heights, minProminence, [])];
        Peaks(heights, minProminence, all);
        return all;
    }

    /// <summary>How many bars can be peaks, and so how much scratch <see cref="Find"/> needs.</summary>
    internal static int MostPeaks(int bars) => (bars + 1) / 2;

    internal static void RequireProminence(double minProminence)
    {
        if (!(minProminence >= 0))
        {
            Throw.OutOfRange(nameof(minProminence), minProminence, ">= 0");
        }
    }

    /// <summary>All peaks of at least a prominence in the caller's scratch, the first of them ranked and in front.</summary>
    /// <remarks>
    /// The scratch is stack and result at once: waiting peaks grow from its start, and those that are known from its end. Together they are never more than
    /// the peaks that were met.
    /// </remarks>
    internal static Span<Peak<T>> Find<T>(ReadOnlySpan<T> heights, T minProminence, Span<Peak<T>> scratch, int ranked)
        where T : struct, INumber<T>
    {
        scratch = scratch[..MostPeaks(heights.Length)];
        int waiting = 0, known = scratch.Length, summit = 0;
        T before = T.Zero, valley = T.Zero;
        bool climbs = false;
        for (int i = 0; i < heights.Length; i++)
        {
            T height = heights[i];
            if (height > before)
            {
                valley = climbs ? valley : before;
                (climbs, summit) = (true, i);
            }
            else if (height < before && climbs)
            {
                Meet(scratch, ref waiting, ref known, valley, minProminence);
                scratch[waiting++] = new(summit, before, valley);
                climbs = false;
            }

            before = height;
        }

        if (climbs)
        {
            Meet(scratch, ref waiting, ref known, valley, minProminence);
            scratch[waiting++] = new(summit, before, valley);
        }

        Meet(scratch, ref waiting, ref known, T.Zero, minProminence);
        if (waiting > 0)
        {
            Know(scratch, ref known, scratch[0], T.Zero, minProminence);
        }

        Span<Peak<T>> found = scratch[known..];
        Rank(found, ranked);
        return found;
    }

    /// <summary>Puts the most prominent peaks in front and sorts them; those behind are in no order. O(p + m log m) for m of p peaks.</summary>
    internal static void Rank<T>(Span<Peak<T>> peaks, int most)
        where T : struct, INumber<T>
    {
        if (most < peaks.Length)
        {
            Selection.Select(peaks, most);
        }

        peaks[..Math.Min(most, peaks.Length)].Sort();
    }

    /// <summary>The water has sunk to a valley: islands that met above it, or on it, are one.</summary>
    private static void Meet<T>(Span<Peak<T>> scratch, ref int waiting, ref int known, T valley, T minProminence)
        where T : struct, INumber<T>
    {
        while (waiting > 1 && scratch[waiting - 1].Low >= valley)
        {
            Peak<T> right = scratch[waiting - 1], left = scratch[waiting - 2];
            waiting--;
            bool leftIsElder = left.Height >= right.Height;
            scratch[waiting - 1] = leftIsElder ? left : right with { Low = left.Low };
            Know(scratch, ref known, leftIsElder ? right : left, right.Low, minProminence);
        }
    }

    private static void Know<T>(Span<Peak<T>> scratch, ref int known, Peak<T> peak, T level, T minProminence)
        where T : struct, INumber<T>
    {
        if (peak.Height - level >= minProminence)
        {
            scratch[--known] = peak with { Low = level };
        }
    }

    /// <summary>A peak and a level below it: of one that waits the valley on its left, of one that is known the level at which it dies.</summary>
    /// <remarks>Sorts as it ranks; a comparer beside it would cost <c>Sort</c> an allocation.</remarks>
    internal readonly record struct Peak<T>(int Index, T Height, T Low) : IComparable<Peak<T>>
        where T : struct, INumber<T>
    {
        public T Prominence => Height - Low;

        /// <summary>The height down to which its zone reaches: half the prominence below the peak, of whole numbers the next above that.</summary>
        public T HalfWay => Height - ((Height - Low) / (T.One + T.One));

        /// <summary>The more prominent first, of equals the first in the histogram.</summary>
        public int CompareTo(Peak<T> other)
        {
            int order = other.Prominence.CompareTo(Prominence);
            return order != 0 ? order : Index.CompareTo(other.Index);
        }
    }
}
