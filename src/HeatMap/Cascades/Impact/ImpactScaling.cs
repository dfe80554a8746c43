namespace HeatMap.Cascades;

/// <summary>How <c>G(start, Q)</c> depends on the start.</summary>
internal enum ImpactScaling
{
    /// <summary>In its own way, as a book does.</summary>
    Other = 1,

    /// <summary><c>start × g(Q)</c>.</summary>
    Multiplicative,

    /// <summary><c>start ± h(Q)</c>.</summary>
    Additive,
}
