using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>Choices of a <see cref="TurnoverEstimator"/>; null wherever they are taken means the defaults, those of the public program for bars of up to an hour.</summary>
public sealed record TurnoverEstimatorOptions
{
    /// <summary>The ladder for bars of up to an hour: 10x, 25x, 50x, 100x, held for days.</summary>
    public static ImmutableArray<TurnoverRung> ShortBars { get; } = Rung([(10, 5), (25, 2), (50, 1), (100, 0.5)]);

    /// <summary>The ladder for bars of four hours and a day: 3x, 5x, 10x, 25x, held for weeks.</summary>
    public static ImmutableArray<TurnoverRung> LongBars { get; } = Rung([(3, 60), (5, 30), (10, 14), (25, 5)]);

    /// <summary>After the ladders, which it is made of.</summary>
    internal static TurnoverEstimatorOptions Default { get; } = new();

    /// <summary>The ladder. <see cref="ShortBars"/> by default.</summary>
    /// <exception cref="ArgumentException">It is empty, or a rung is outside its domain.</exception>
    public ImmutableArray<TurnoverRung> Rungs
    {
        get;
        init
        {
            if (value.IsDefaultOrEmpty)
            {
                Throw.Argument(nameof(Rungs), "Rungs must not be empty");
            }

            _ = new LeverageLadder([.. value.Select(r => new LeverageRung(r.Leverage, r.Share))]);
            foreach (TurnoverRung rung in value)
            {
                if (rung.HalfLife <= TimeSpan.Zero)
                {
                    Throw.Argument(nameof(Rungs), $"Rungs must have half-lives > 0, one was {rung.HalfLife}");
                }
            }

            field = value;
        }
    } = ShortBars;

    /// <summary>By how much a relative rise of open interest raises what is opened: 1 + this × rise, at most <see cref="MostBoost"/>. Finite and &gt;= 0, 8 by default.</summary>
    public double Boost { get; init => field = Guard.NonNegative(value, nameof(Boost)); } = 8;

    /// <summary>The most that it is raised to; finite and &gt; 0, 3 by default.</summary>
    public double MostBoost { get; init => field = Guard.Positive(value, nameof(MostBoost)); } = 3;

    /// <summary>Whether each side is shown at the size of open interest, where it is known. True by default.</summary>
    public bool ShowsOpenInterest { get; init; } = true;

    private static ImmutableArray<TurnoverRung> Rung(ReadOnlySpan<(double Leverage, double Days)> rungs)
    {
        ReadOnlySpan<double> shares = [0.35, 0.30, 0.20, 0.15];
        var made = new TurnoverRung[rungs.Length];
        for (int i = 0; i < made.Length; i++)
        {
            made[i] = new(rungs[i].Leverage, shares[i], TimeSpan.FromDays(rungs[i].Days));
        }

        return [.. made];
    }
}
