using System.Globalization;

namespace HeatMap;

/// <summary>Where every unit of notional of a <see cref="LivingMap"/> came from and went, exact.</summary>
/// <remarks>For each side <c>opened + revalued = live + closed + liquidated</c>, always.</remarks>
/// <param name="Opened">What was opened, valued when it was.</param>
/// <param name="Revalued">By how much changes of positions that stayed open changed their value; may be negative.</param>
/// <param name="Live">What is open.</param>
/// <param name="Closed">What was closed.</param>
/// <param name="Liquidated">What the mark liquidated.</param>
public readonly record struct LivingLedger(SideTally Opened, SideTally Revalued, SideTally Live, SideTally Closed, SideTally Liquidated)
{
    /// <summary>Whether nothing was lost and nothing came from nowhere. False can only mean a defect of the library.</summary>
    public bool IsBalanced => IsBalancedOf(static t => t.LongUnits) && IsBalancedOf(static t => t.ShortUnits)
        && Opened.Count == Live.Count + Closed.Count + Liquidated.Count;

    private bool IsBalancedOf(Func<SideTally, Int128> units) => units(Opened) + units(Revalued) == units(Live) + units(Closed) + units(Liquidated);

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"opened {Opened}; revalued {Revalued}; live {Live}; closed {Closed}; liquidated {Liquidated}");
}
