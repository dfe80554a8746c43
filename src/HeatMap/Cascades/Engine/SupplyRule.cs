using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>How much of a position its venue closes as the mark goes on against it.</summary>
/// <remarks>All rules close more the farther the mark has been, and nothing is reopened when it returns. Immutable and safe to share between threads.</remarks>
public sealed class SupplyRule
{
    private SupplyRule(SupplyKind kind) => Kind = kind;

    /// <summary>All of it, once its liquidation price is touched.</summary>
    public static SupplyRule Full { get; } = new(SupplyKind.Full);

    internal SupplyKind Kind { get; }

    internal double TargetRate { get; private init; }

    internal double FeeRate { get; private init; }

    /// <summary>The most of the position that one step closes.</summary>
    internal double Fraction { get; private init; }

    /// <summary>In how many steps the next cut follows a cut.</summary>
    internal int Interval { get; private init; }

    internal ImmutableArray<LiquidationStep> Steps { get; private init; }

    /// <summary>As much at any time as keeps equity at a target part of value: <see cref="ContinuousDeleveraging"/>.</summary>
    /// <param name="targetRate">The equity that is kept, a fraction of value; over the fee rate and &lt; 1.</param>
    /// <param name="feeRate">What closing costs, a fraction of value; &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static SupplyRule Continuous(double targetRate, double feeRate = 0)
    {
        ContinuousDeleveraging.RequireRates(targetRate, feeRate);
        return new(SupplyKind.Continuous) { TargetRate = targetRate, FeeRate = feeRate };
    }

    /// <summary>All of it in equal cuts, at most one a step, from the step on in which the liquidation price is touched; a return of the mark does not stop them.</summary>
    /// <param name="fraction">Of the position, in a cut; &gt; 0 and at most 1.</param>
    /// <param name="cooldownSteps">Steps without a cut between two cuts; &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static SupplyRule Capped(double fraction, int cooldownSteps = 0)
    {
        if (!(fraction is > 0 and <= 1))
        {
            Throw.OutOfRange(nameof(fraction), fraction, "a fraction > 0 and at most 1");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(cooldownSteps);
        ArgumentOutOfRangeException.ThrowIfEqual(cooldownSteps, int.MaxValue);
        return new(SupplyKind.Capped) { Fraction = fraction, Interval = cooldownSteps + 1 };
    }

    /// <summary>Part by part at prices of its own, as <see cref="Liquidation.Steps"/> finds them. For one position, not for all.</summary>
    /// <param name="steps">In the order of the price's way. Prices finite and &gt; 0, quantities finite and &gt; 0, in base; together no more than the position.</param>
    /// <exception cref="ArgumentException">There is no step, or a step is outside its domain; the message names it.</exception>
    public static SupplyRule Tiered(params ReadOnlySpan<LiquidationStep> steps)
    {
        if (steps.IsEmpty)
        {
            Throw.Argument(nameof(steps), "steps must have at least one step: a position that nothing liquidates has no rule");
        }

        for (int i = 0; i < steps.Length; i++)
        {
            if (!Guard.IsPositive(steps[i].Price))
            {
                Throw.Row("step price", i, steps[i].Price, "finite and > 0");
            }

            if (!Guard.IsPositive(steps[i].Quantity))
            {
                Throw.Row("step quantity", i, steps[i].Quantity, "finite and > 0");
            }
        }

        return new(SupplyKind.Tiered) { Steps = [.. steps] };
    }

    /// <summary>The rule in words.</summary>
    public override string ToString() => Kind switch
    {
        SupplyKind.Continuous => string.Create(CultureInfo.InvariantCulture, $"continuous: equity kept at {TargetRate} of value, fee {FeeRate}"),
        SupplyKind.Capped => string.Create(CultureInfo.InvariantCulture, $"capped: {Fraction} of the position every {Interval} steps"),
        SupplyKind.Tiered => string.Create(CultureInfo.InvariantCulture, $"tiered: {Steps.Length} steps from {Steps[0].Price}"),
        _ => "full",
    };
}

/// <summary>The kinds of <see cref="SupplyRule"/>.</summary>
internal enum SupplyKind
{
    Full = 1,
    Continuous,
    Capped,
    Tiered,
}
