using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HeatMap.Kernels;

/// <summary>The door to <see cref="MapKernel"/>: pins memory and picks the loop that has nothing in it but what the task needs.</summary>
internal static unsafe class MapKernels
{
    /// <summary>Rows of one call at most. So many weights below 2^47 stay below 2^62.</summary>
    public const int MaxRows = 1 << 15;

    /// <summary>How many groups of rows may turn out to be rare before a pass stops to see to them.</summary>
    public const int RareGroups = 1 << 9;

    /// <summary>How many rows a pass may leave to its caller.</summary>
    public const int MaxDeferred = RareGroups * 8;

    /// <summary>Adds rows to cells, from <paramref name="start"/> to at most <paramref name="end"/>.</summary>
    /// <param name="task">What to do.</param>
    /// <param name="columns">Rows.</param>
    /// <param name="edges">Edges of the bands.</param>
    /// <param name="layout">Where cells lie.</param>
    /// <param name="units">Cells of all layers.</param>
    /// <param name="counts">The same for counts, or empty.</param>
    /// <param name="allLines">Whether every row is to be compared with every line, because many rows meet the later ones.</param>
    /// <param name="start">The first row.</param>
    /// <param name="end">The row to stop before; at most <see cref="MaxRows"/> from the first.</param>
    /// <param name="deferred">Receives rows that were not added and need the plain form, ascending; <see cref="MaxDeferred"/> of them at most.</param>
    [SkipLocalsInit]
    public static MapProgress Fill(
        in MapTask task, RowColumns columns, ReadOnlySpan<double> edges, CellLayout layout, Span<long> units, Span<long> counts, bool allLines, int start, int end, Span<int> deferred)
    {
        int* rare = stackalloc int[RareGroups];

        // Looked up, because a multiplication for each row is slower (MapFillBench, six layers). A byte that names no layer leads to the first one: callers check
        // bytes before, but a caller who changes them meanwhile must not write elsewhere.
        Debug.Assert(columns.Layer.IsEmpty || !columns.Layer[start..end].ContainsAnyExceptInRange((byte)0, (byte)((units.Length / layout.Layer) - 1)), "every layer must be there");
        Debug.Assert(edges.Length == layout.Bands + 1 && units.Length >= layout.Layer && (counts.IsEmpty || counts.Length == units.Length), "cells and edges must be those of the layout");
        Debug.Assert(deferred.Length >= MaxDeferred && end - start <= MaxRows && end <= columns.Count, "what is left must have room, and rows must be there");
        nint* starts = stackalloc nint[256];
        for (int i = 0; i < 256 && !columns.Layer.IsEmpty; i++)
        {
            starts[i] = i < units.Length / layout.Layer ? i * (nint)layout.Layer : 0;
        }

        fixed (double* entry = columns.Entry, quantity = columns.Quantity, margin = columns.Margin, leverage = columns.Leverage, edge = edges)
        fixed (byte* layer = columns.Layer)
        fixed (long* unit = units, count = counts)
        fixed (int* left = deferred)
        {
            var job = new MapJob
            {
                Columns = new() { Entry = entry, Quantity = quantity, Margin = margin, Leverage = leverage, Layer = layer, Count = columns.Count },
                Units = unit,
                Counts = count,
                LayerStarts = starts,
                Layout = layout,
                RareRows = rare,
                RareCapacity = RareGroups,
                Deferred = left,
                Edges = edge,
                Lower = edges[0],
                Bands = task.Bands,
                MarkPrice = task.MarkPrice,
                UnitsPerQuote = task.UnitsPerQuote,
                Lines = task.Lines,
            };
            return task.VectorBits switch
            {
                512 => WithPrices<Simd512, Vector512<double>, Vector512<long>>(&job, task, allLines, start, end),
                256 => WithPrices<Simd256, Vector256<double>, Vector256<long>>(&job, task, allLines, start, end),
                _ => WithPrices<Simd128, Vector128<double>, Vector128<long>>(&job, task, allLines, start, end),
            };
        }
    }

    // Each step below fixes one choice for the compiler.
    private static MapProgress WithPrices<S, D, L>(MapJob* job, in MapTask task, bool allLines, int start, int end)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct => task.Pricing switch
        {
            Pricing.Linear when allLines => WithBands<S, D, L, LinePrice<S, D, L, LinearForm<S, D, L>, Yes>>(job, task, new(&job->Lines), start, end),
            Pricing.Linear => WithBands<S, D, L, LinePrice<S, D, L, LinearForm<S, D, L>, No>>(job, task, new(&job->Lines), start, end),
            Pricing.Inverse when allLines => WithBands<S, D, L, LinePrice<S, D, L, InverseForm<S, D, L>, Yes>>(job, task, new(&job->Lines), start, end),
            Pricing.Inverse => WithBands<S, D, L, LinePrice<S, D, L, InverseForm<S, D, L>, No>>(job, task, new(&job->Lines), start, end),
            _ => WithBands<S, D, L, GivenPrice<S, D, L>>(job, task, default, start, end),
        };

    private static MapProgress WithBands<S, D, L, TPrice>(MapJob* job, in MapTask task, TPrice prices, int start, int end)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L> => task.Bands.IsGeometric
            ? WithLeverage<S, D, L, TPrice, GeometricBands<S, D, L>>(job, task, prices, new(job), start, end)
            : WithLeverage<S, D, L, TPrice, UniformBands<S, D, L>>(job, task, prices, new(job), start, end);

    private static MapProgress WithLeverage<S, D, L, TPrice, TBands>(MapJob* job, in MapTask task, TPrice prices, TBands bands, int start, int end)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TBands : struct, IBandOperator<D> => TPrice.HasMargin && job->Columns.Leverage != null
            ? WithMark<S, D, L, TPrice, TBands, Yes>(job, task, prices, bands, start, end)
            : WithMark<S, D, L, TPrice, TBands, No>(job, task, prices, bands, start, end);

    private static MapProgress WithMark<S, D, L, TPrice, TBands, TLeverage>(MapJob* job, in MapTask task, TPrice prices, TBands bands, int start, int end)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TBands : struct, IBandOperator<D>
        where TLeverage : struct, IFlag => task.MarkTest
            ? WithCells<S, D, L, TPrice, TBands, TLeverage, Yes>(job, prices, bands, start, end)
            : WithCells<S, D, L, TPrice, TBands, TLeverage, No>(job, prices, bands, start, end);

    private static MapProgress WithCells<S, D, L, TPrice, TBands, TLeverage, TMark>(MapJob* job, TPrice prices, TBands bands, int start, int end)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TBands : struct, IBandOperator<D>
        where TLeverage : struct, IFlag
        where TMark : struct, IFlag => (job->Layout.Layer <= MapKernel.PackedCells, job->Counts != null, job->Columns.Layer != null) switch
        {
            (true, false, false) => Run<S, D, L, TPrice, TBands, TLeverage, TMark, No, No, Yes>(job, prices, bands, start, end),
            (true, false, true) => Run<S, D, L, TPrice, TBands, TLeverage, TMark, No, Yes, Yes>(job, prices, bands, start, end),
            (true, true, false) => Run<S, D, L, TPrice, TBands, TLeverage, TMark, Yes, No, Yes>(job, prices, bands, start, end),
            (true, true, true) => Run<S, D, L, TPrice, TBands, TLeverage, TMark, Yes, Yes, Yes>(job, prices, bands, start, end),
            (_, false, false) => Run<S, D, L, TPrice, TBands, TLeverage, TMark, No, No, No>(job, prices, bands, start, end),
            (_, false, true) => Run<S, D, L, TPrice, TBands, TLeverage, TMark, No, Yes, No>(job, prices, bands, start, end),
            (_, true, false) => Run<S, D, L, TPrice, TBands, TLeverage, TMark, Yes, No, No>(job, prices, bands, start, end),
            (_, true, true) => Run<S, D, L, TPrice, TBands, TLeverage, TMark, Yes, Yes, No>(job, prices, bands, start, end),
        };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MapProgress Run<S, D, L, TPrice, TBands, TLeverage, TMark, TCounts, TLayers, TPacked>(MapJob* job, TPrice prices, TBands bands, int start, int end)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TBands : struct, IBandOperator<D>
        where TLeverage : struct, IFlag
        where TMark : struct, IFlag
        where TCounts : struct, IFlag
        where TLayers : struct, IFlag
        where TPacked : struct, IFlag
    {
        MapProgress plain = MapKernel.Run<S, D, L, TPrice, TBands, TLeverage, TMark, TCounts, TLayers, TPacked>(job, prices, bands, start, end);
        MapProgress rare = plain.Left == 0 ? default : MapKernel.RunRare<S, D, L, TPrice, TBands, TLeverage, TMark, TCounts, TLayers>(job, prices, bands, plain.Left);
        return new(plain.Next, rare.Left, plain.UnitsBits | rare.UnitsBits, rare.LaterLines);
    }
}
