namespace HeatMap;

/// <summary>What the bands of a range hold of one side, exact.</summary>
/// <remarks><c>default</c> holds nothing.</remarks>
/// <param name="Units">Notional in units of <paramref name="Quantum"/>.</param>
/// <param name="Count">Number of positions; zero in a map without counts.</param>
/// <param name="Quantum">The worth of one unit.</param>
public readonly record struct RangeTally(long Units, long Count, double Quantum)
{
    /// <summary>Notional: units × quantum, rounded once.</summary>
    public double Notional => Units * Quantum;
}
