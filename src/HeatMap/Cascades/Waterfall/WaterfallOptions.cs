using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>How a <see cref="Waterfall"/> is paid for. Null means the defaults, no fund and no fee; change with <c>with</c>.</summary>
public sealed record WaterfallOptions
{
    internal static WaterfallOptions Default { get; } = new();

    /// <summary>What the insurance fund holds before the first fill, in the settlement asset; &gt;= 0 and &lt; 2^55. Zero by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double InsuranceFund
    {
        get;
        init => field = QuoteUnits.Amount(value, nameof(InsuranceFund));
    }

    /// <summary>The liquidation fee, a fraction of the fill's value at its average price; &gt;= 0 and &lt; 1. Zero by default. It is paid out of what is left, never out of a debt.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double FeeRate
    {
        get;
        init => field = Guard.Rate(value, nameof(FeeRate));
    }

    /// <summary>Who keeps what is left after the fee; the trader by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a receiver.</exception>
    public ResidualReceiver ResidualTo
    {
        get;
        init => field = Guard.Defined(value, nameof(ResidualTo));
    } = ResidualReceiver.Trader;
}
