namespace HeatMap.Evaluation;

/// <summary>How far a map was from the true one near the price, on the mean of all intervals and both sides: the sixth score. Only where the truth is known.</summary>
/// <remarks>Both are normalised within the range; sides where either has nothing there are left out.</remarks>
public sealed record TruthDistance
{
    /// <summary>The map.</summary>
    public required string Name { get; init; }

    /// <summary>The first Wasserstein distance within 5 % of the price, in basis points of the log price.</summary>
    public double Wasserstein5 { get; init; }

    /// <summary>The same within 10 %.</summary>
    public double Wasserstein10 { get; init; }

    /// <summary>The sum of absolute differences of shares within 5 %, in cells of 0.1 %: 0 is equal, 2 is apart.</summary>
    public double AbsoluteDifference5 { get; init; }

    /// <summary>The same within 10 %.</summary>
    public double AbsoluteDifference10 { get; init; }

    /// <summary>The number of pairs compared within 10 %.</summary>
    public int Pairs { get; init; }
}
