using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Which markets each kind of number was counted over. Numbers of different scopes cannot be checked against each other.</summary>
/// <remarks>A scope is a name such as "binance" or "all"; equal names mean the same markets. Null means that nobody said, and counts as equal to nothing and different from nothing.</remarks>
public sealed record MarketScopes
{
    /// <summary>Nothing is said of any column.</summary>
    public static MarketScopes Unstated { get; } = new();

    /// <summary>Over which markets volume is counted.</summary>
    /// <exception cref="ArgumentException">The value is no name.</exception>
    public string? Volume { get; init => field = value is null ? null : Guard.Name(value, nameof(Volume)); }

    /// <summary>Over which markets open interest is counted.</summary>
    /// <exception cref="ArgumentException">The value is no name.</exception>
    public string? OpenInterest { get; init => field = value is null ? null : Guard.Name(value, nameof(OpenInterest)); }

    /// <summary>Over which markets liquidations are counted.</summary>
    /// <exception cref="ArgumentException">The value is no name.</exception>
    public string? Liquidations { get; init => field = value is null ? null : Guard.Name(value, nameof(Liquidations)); }

    /// <summary>Every column counts the same markets.</summary>
    /// <param name="scope">Their name.</param>
    public static MarketScopes All(string scope) => new() { Volume = scope, OpenInterest = scope, Liquidations = scope };

    /// <summary>Whether both are stated and differ, so that a check that compares them would prove nothing.</summary>
    internal static bool Differ(string? left, string? right) => left is not null && right is not null && left != right;
}
