using System.Collections;
using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>A guess at the leverages of positions, as the simple estimators make it: fixed rungs with fixed shares.</summary>
/// <remarks>Immutable. Shares are kept as given, also where they do not add up to one: one of the published rules counts its volume four times.</remarks>
public sealed class LeverageLadder : IReadOnlyList<LeverageRung>
{
    private readonly ImmutableArray<LeverageRung> _rungs;

    /// <summary>Makes a ladder.</summary>
    /// <param name="rungs">At least one; leverage finite and &gt; 1, share finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">A rung is outside its domain; the message names it.</exception>
    public LeverageLadder(params ReadOnlySpan<LeverageRung> rungs)
    {
        if (rungs.IsEmpty)
        {
            Throw.Argument(nameof(rungs), "rungs must not be empty");
        }

        for (int i = 0; i < rungs.Length; i++)
        {
            if (!(rungs[i].Leverage > 1 && rungs[i].Leverage < double.PositiveInfinity))
            {
                Throw.Row("leverage", i, rungs[i].Leverage, "finite and > 1");
            }

            if (!(rungs[i].Share >= 0 && rungs[i].Share < double.PositiveInfinity))
            {
                Throw.Row("share", i, rungs[i].Share, "finite and >= 0");
            }
        }

        _rungs = [.. rungs];
    }

    /// <summary>5x 15 %, 10x 30 %, 25x 25 %, 50x 20 %, 100x 10 %: the ladder of the rule by candle side.</summary>
    public static LeverageLadder FiveRungs { get; } = new(new(5, 0.15), new(10, 0.30), new(25, 0.25), new(50, 0.20), new(100, 0.10));

    /// <summary>Eleven rungs from 2x to 125x, most at 25x and 50x: the ladder of the rule on both sides.</summary>
    public static LeverageLadder ElevenRungs { get; } = new(
        new(125, 0.03), new(100, 0.05), new(75, 0.07), new(50, 0.18), new(25, 0.22), new(20, 0.15), new(10, 0.16), new(5, 0.08), new(4, 0.03), new(3, 0.02), new(2, 0.01));

    /// <summary>10x, 25x, 50x and 100x, each with all of the quantity: the ladder of the rule of large trades, which counts each trade four times.</summary>
    public static LeverageLadder FourTimesAll { get; } = new(new(10, 1), new(25, 1), new(50, 1), new(100, 1));

    /// <summary>The number of rungs.</summary>
    public int Count => _rungs.Length;

    /// <summary>A rung, in the order given.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such rung.</exception>
    public LeverageRung this[int index] => _rungs[index];

    /// <inheritdoc/>
    public IEnumerator<LeverageRung> GetEnumerator() => ((IEnumerable<LeverageRung>)_rungs).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Where a rung is liquidated by the plain rule of thumb: the entry less or plus one part in the leverage.</summary>
    internal static double Level(Side side, double entryPrice, double leverage) => entryPrice * (1 - ((int)side / leverage));
}
