using HeatMap.Cascades;

namespace HeatMap.Cli.Cascading;

/// <summary>How the market takes forced orders, as the user states it: one of a book, a power law of depth, or a law of impact.</summary>
internal sealed record MarketSettings
{
    /// <summary>The file of a book; null without one.</summary>
    public string? DepthFile { get; init; }

    /// <summary>Quote within 1 % of the price, of a power law of depth; null without one.</summary>
    public double? Within1Percent { get; init; }

    /// <summary>The exponent of that law.</summary>
    public double Exponent { get; init; } = 0.67;

    /// <summary>A law of impact; null without one.</summary>
    public PriceImpact? Law { get; init; }

    /// <summary>What depth is multiplied by.</summary>
    public double Stress { get; init; } = 1;

    /// <summary>Where price stands when the book has come to its end: one price on each side at most.</summary>
    public IReadOnlyList<double> ExhaustedAt { get; init; } = [];
}
