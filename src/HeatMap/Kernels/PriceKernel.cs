using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HeatMap.Kernels;

/// <summary>Rows to liquidation prices: the first half of <see cref="MapKernel"/>, with the prices stored.</summary>
internal static unsafe class PriceKernel
{
    /// <summary>The first row from <paramref name="start"/> on that has a number outside the range that kernels take, to within a vector; the number of rows where there is none.</summary>
    public static int FirstOutside(RowColumns columns, int start, int vectorBits)
    {
        Debug.Assert(start >= 0 && columns.Quantity.Length == columns.Count && columns.Margin.Length == columns.Count, "columns must be of one length");
        fixed (double* entry = columns.Entry, quantity = columns.Quantity, margin = columns.Margin, leverage = columns.Leverage)
        {
            var rows = new RowPointers { Entry = entry, Quantity = quantity, Margin = margin, Leverage = leverage, Count = columns.Count };
            return vectorBits switch
            {
                512 => FirstOutside<Simd512, Vector512<double>, Vector512<long>>(rows, start),
                256 => FirstOutside<Simd256, Vector256<double>, Vector256<long>>(rows, start),
                _ => FirstOutside<Simd128, Vector128<double>, Vector128<long>>(rows, start),
            };
        }
    }

    /// <summary>Prices rows from <paramref name="start"/> on, at most <see cref="MapKernels.MaxRows"/>.</summary>
    /// <param name="pricing">Linear or inverse.</param>
    /// <param name="lines">Lines of requirement.</param>
    /// <param name="columns">Rows.</param>
    /// <param name="destination">Receives a price for each row, NaN where there is none.</param>
    /// <param name="start">The first row.</param>
    /// <param name="deferred">Receives rows that need the plain form; <see cref="MapKernels.MaxDeferred"/> of them at most.</param>
    /// <param name="vectorBits">The width of vectors.</param>
    [SkipLocalsInit]
    public static MapProgress Fill(Pricing pricing, LineTable lines, RowColumns columns, Span<double> destination, int start, Span<int> deferred, int vectorBits)
    {
        Debug.Assert(start >= 0 && destination.Length >= columns.Count && deferred.Length >= MapKernels.MaxDeferred, "every row must have room for its price");
        int* rare = stackalloc int[MapKernels.RareGroups];
        fixed (double* entry = columns.Entry, quantity = columns.Quantity, margin = columns.Margin, leverage = columns.Leverage, price = destination)
        fixed (int* left = deferred)
        {
            var job = new PriceJob
            {
                Columns = new() { Entry = entry, Quantity = quantity, Margin = margin, Leverage = leverage, Count = columns.Count },
                Prices = price,
                RareRows = rare,
                Deferred = left,
            };
            return vectorBits switch
            {
                512 => WithPrices<Simd512, Vector512<double>, Vector512<long>>(&job, &lines, pricing, start),
                256 => WithPrices<Simd256, Vector256<double>, Vector256<long>>(&job, &lines, pricing, start),
                _ => WithPrices<Simd128, Vector128<double>, Vector128<long>>(&job, &lines, pricing, start),
            };
        }
    }

    private static MapProgress WithPrices<S, D, L>(PriceJob* job, LineTable* lines, Pricing pricing, int start)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct => (pricing, job->Columns.Leverage != null) switch
        {
            (Pricing.Linear, false) => Run<S, D, L, LinePrice<S, D, L, LinearForm<S, D, L>, No>, No>(job, new(lines), start),
            (Pricing.Linear, true) => Run<S, D, L, LinePrice<S, D, L, LinearForm<S, D, L>, No>, Yes>(job, new(lines), start),
            (_, false) => Run<S, D, L, LinePrice<S, D, L, InverseForm<S, D, L>, No>, No>(job, new(lines), start),
            (_, true) => Run<S, D, L, LinePrice<S, D, L, InverseForm<S, D, L>, No>, Yes>(job, new(lines), start),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstOutside<S, D, L>(RowPointers rows, int start)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
    {
        int row = start;
        for (; row <= rows.Count - S.Lanes; row += S.Lanes)
        {
            L outside = S.Or(Domain<S, D, L>.Outside(S.Load(rows.Entry + row)), Domain<S, D, L>.Outside(S.Abs(S.Load(rows.Quantity + row))));
            D margin = S.Load(rows.Margin + row);
            if (rows.Leverage != null)
            {
                margin = S.Select(S.Equal(margin, margin), margin, RowKernel.PositiveOrOutside<S, D, L>(S.Load(rows.Leverage + row)));
            }

            L signs = Domain<S, D, L>.OutsideMargin(margin);
            if (S.Bits(S.Any(S.Or(S.And(outside, S.Set(Domain<S, D, L>.OutsideBits)), S.And(signs, S.Set(long.MinValue))))) != 0)
            {
                break;
            }
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static MapProgress Run<S, D, L, TPrice, TLeverage>(PriceJob* job, TPrice prices, int start)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TLeverage : struct, IFlag
    {
        Debug.Assert(start >= 0, "rows must be there");
        RowPointers columns = job->Columns;
        double* destination = job->Prices;
        int* rareRows = job->RareRows;
        int row = start, last = Math.Min(columns.Count, start + MapKernels.MaxRows) - S.Lanes, rareCount = 0;
        for (; row <= last && rareCount < MapKernels.RareGroups; row += S.Lanes)
        {
            D price = RowKernel.Priced<S, D, L, TPrice, TLeverage>(columns, prices, row, out _, out L outside, out L signs);
            outside = S.And(S.Or(outside, Domain<S, D, L>.Outside(price)), S.Set(Domain<S, D, L>.OutsideBits));
            S.Store(price, destination + row);
            if (S.Bits(S.Any(S.Or(outside, S.And(signs, S.Set(long.MinValue))))) != 0)
            {
                rareRows[rareCount++] = row;
            }
        }

        return new(row, Finish<S, D, L, TPrice, TLeverage>(job, prices, rareCount), 0);
    }

    /// <summary>Prices again, by all lines, the groups in which something is rare.</summary>
    private static int Finish<S, D, L, TPrice, TLeverage>(PriceJob* job, TPrice prices, int count)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TLeverage : struct, IFlag
    {
        RowPointers columns = job->Columns;
        int deferred = 0;
        for (int i = 0; i < count; i++)
        {
            int row = job->RareRows[i];
            Debug.Assert(row >= 0 && row + S.Lanes <= columns.Count, "a group must be there");
            D entry = S.Load(columns.Entry + row), quantity = S.Load(columns.Quantity + row);
            D margin = RowKernel.Margin<S, D, L, TPrice, TLeverage>(columns, prices, row);
            D price = prices.PriceOfAll(entry, quantity, margin, out _);
            S.Store(S.Select(RowKernel.IsPrice<S, D, L>(price), price, S.Set(double.NaN)), job->Prices + row);
            D sure = S.And(Domain<S, D, L>.Holds(S.Abs(quantity)), S.And(Domain<S, D, L>.Holds(entry), Domain<S, D, L>.HoldsMargin(margin)));
            for (uint left = ~S.Bits(sure) & ((1u << S.Lanes) - 1); left != 0; left &= left - 1)
            {
                job->Deferred[deferred++] = row + BitOperations.TrailingZeroCount(left);
            }
        }

        return deferred;
    }

    private struct PriceJob
    {
        public RowPointers Columns;
        public double* Prices;
        public int* RareRows, Deferred;
    }
}
