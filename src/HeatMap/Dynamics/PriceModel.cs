using HeatMap.Internal;

namespace HeatMap;

/// <summary>A law of how price may move from here on. It knows ratios only: the same law holds at every price.</summary>
/// <remarks>
/// <para>Immutable and safe to share between threads. Volatility is per year of 365 days, of the logarithm of the price. A law of one's own derives from this
/// type and from <see cref="PriceReach"/>.</para>
/// <para>Probabilities come from <see cref="Math.Log(double)"/>, <see cref="Math.Exp(double)"/> and their like, whose last bit may differ between platforms: on one platform they are
/// the same in every run.</para>
/// </remarks>
public abstract class PriceModel
{
    /// <summary>The standard deviation of the log return per square root of a year of 365 days, as a fraction: 0.6 for 60 %. Jumps are part of it.</summary>
    public abstract double Volatility { get; }

    /// <summary>What price may reach within a horizon.</summary>
    /// <param name="horizon">&gt;= 0.</param>
    /// <returns>A law that answers questions about any price. What does not depend on the price is worked out here, once.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative.</exception>
    public abstract PriceReach Within(TimeSpan horizon);

    /// <summary>Draws one path of prices at equal steps.</summary>
    /// <param name="stream">Where the path's random numbers come from; a path is a pure function of it. One stream for each path.</param>
    /// <param name="startPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="step">Time from one price to the next; &gt; 0.</param>
    /// <param name="closes">Receives the price at the end of each step; the start is not part of it. May be empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <exception cref="NotSupportedException">A law of one's own that draws no paths.</exception>
    /// <remarks>O(steps). The laws of this library allocate nothing.</remarks>
    public void FillPath(RandomStream stream, double startPrice, TimeSpan step, Span<double> closes) => FillPath(stream, startPrice, step, closes, [], []);

    /// <summary>Draws one path of prices at equal steps, with the lowest and highest price on the way through each.</summary>
    /// <param name="stream">As without lows and highs, and the closes are the same bits.</param>
    /// <param name="startPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="step">Time from one price to the next; &gt; 0.</param>
    /// <param name="closes">Receives the price at the end of each step.</param>
    /// <param name="lows">Receives the lowest price of each step, its two ends included; as long as <paramref name="closes"/>.</param>
    /// <param name="highs">Receives the highest price of each step, its two ends included; as long as <paramref name="closes"/>.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the spans differ in length.</exception>
    /// <exception cref="NotSupportedException">A law of one's own that draws no paths.</exception>
    /// <remarks>
    /// Price moves on between closes, so that the lows of a path touch a price as often as the law says, whatever the step. Low and high of a step are each exact given its ends, but drawn without regard
    /// to one another. The spans must not overlap. O(steps). The laws of this library allocate nothing.
    /// </remarks>
    public void FillPath(RandomStream stream, double startPrice, TimeSpan step, Span<double> closes, Span<double> lows, Span<double> highs)
    {
        Guard.Positive(startPrice);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        bool isBare = lows.IsEmpty && highs.IsEmpty;
        if (!isBare && (lows.Length != closes.Length || highs.Length != closes.Length))
        {
            Throw.Argument(nameof(lows), $"lows and highs must have as many places as closes ({closes.Length}), had {lows.Length} and {highs.Length}");
        }

        DrawMoves(stream, step, closes, lows, highs);
        ToPrices(startPrice, closes);
        ToPrices(startPrice, lows);
        ToPrices(startPrice, highs);
    }

    /// <summary>Draws a path of the log price, which starts at zero. The arguments are checked.</summary>
    /// <param name="stream">Where random numbers come from.</param>
    /// <param name="step">&gt; 0.</param>
    /// <param name="moves">Receives the log price at the end of each step.</param>
    /// <param name="lows">Receives the lowest log price of each step, or is empty.</param>
    /// <param name="highs">Receives the highest log price of each step, or is empty. Whether these two are empty must not change <paramref name="moves"/>.</param>
    protected virtual void DrawMoves(RandomStream stream, TimeSpan step, Span<double> moves, Span<double> lows, Span<double> highs) =>
        throw new NotSupportedException($"{GetType().Name} draws no paths");

    private static void ToPrices(double startPrice, Span<double> moves)
    {
        for (int i = 0; i < moves.Length; i++)
        {
            moves[i] = startPrice * Math.Exp(moves[i]);
        }
    }
}
