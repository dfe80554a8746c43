using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Who closes sooner: the relative hazard of positions by their profit and their distance. The defaults are those measured on Hyperliquid accounts.</summary>
public sealed record ClosingHazard
{
    /// <summary>Of positions in loss, where one in profit has 1; finite and &gt;= 0, 0.67 by default.</summary>
    public double InLoss { get; init => field = Guard.NonNegative(value, nameof(InLoss)); } = 0.67;

    /// <summary>Of positions in deep loss; finite and &gt;= 0, 4 by default.</summary>
    public double InDeepLoss { get; init => field = Guard.NonNegative(value, nameof(InDeepLoss)); } = 4;

    /// <summary>The loss, as a logarithm of price, from which it is deep; finite and &gt; 0, 0.3 by default.</summary>
    public double DeepLoss { get; init => field = Guard.Positive(value, nameof(DeepLoss)); } = 0.3;

    /// <summary>By what near classes are multiplied, because high leverage is held briefly; finite and &gt;= 0, 4 by default.</summary>
    public double Near { get; init => field = Guard.NonNegative(value, nameof(Near)); } = 4;

    /// <summary>The distance below which a class is near; finite and &gt; 0, 0.03 by default.</summary>
    public double NearDistance { get; init => field = Guard.Positive(value, nameof(NearDistance)); } = 0.03;
}
