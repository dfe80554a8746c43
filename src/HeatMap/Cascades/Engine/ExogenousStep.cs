using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What comes from outside in one step of time: where price would stand without forced orders, and what others trade.</summary>
/// <remarks><see cref="CascadeEngine"/> checks it. <c>default</c> has no price and is refused.</remarks>
/// <param name="Price">Quote per base; finite and &gt; 0.</param>
/// <param name="Duration">Time since the step before, in which impact fades and the book fills up; &gt;= 0. Of no consequence for the first step.</param>
/// <param name="SignedQuantity">Base that others buy (positive) or sell (negative) once price is there, before anybody is liquidated; finite.</param>
public readonly record struct ExogenousStep(double Price, TimeSpan Duration = default, double SignedQuantity = 0)
{
    /// <summary>A path at equal times.</summary>
    /// <param name="duration">From one price to the next; &gt;= 0.</param>
    /// <param name="prices">Quote per base; each finite and &gt; 0.</param>
    /// <returns>One step a price. Allocates the result.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain; the message names the row.</exception>
    public static ExogenousStep[] Every(TimeSpan duration, params ReadOnlySpan<double> prices)
    {
        var steps = new ExogenousStep[prices.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = new(prices[i], duration);
        }

        Require(steps, nameof(prices));
        return steps;
    }

    internal static void Require(ReadOnlySpan<ExogenousStep> path, string name)
    {
        for (int i = 0; i < path.Length; i++)
        {
            if (!Guard.IsPositive(path[i].Price))
            {
                Throw.Row($"{name} price", i, path[i].Price, "finite and > 0");
            }

            if (path[i].Duration < TimeSpan.Zero)
            {
                Throw.Row($"{name} duration in seconds", i, path[i].Duration.TotalSeconds, ">= 0");
            }

            if (!double.IsFinite(path[i].SignedQuantity))
            {
                Throw.Row($"{name} signed quantity", i, path[i].SignedQuantity, "finite");
            }
        }
    }
}
