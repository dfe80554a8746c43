using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>The impact law of Almgren, Thum, Hauptmann and Li (2005): a permanent part that is linear in size, and a temporary part by the rate of trading.</summary>
/// <remarks>
/// Fitted to large orders of United States stocks, worked over hours. The ratio of shares outstanding to volume has no meaning for perpetual contracts: set <see cref="Delta"/> to zero there, and fit the rest.
/// Times are in trading days.
/// </remarks>
public sealed record AlmgrenLaw
{
    /// <summary>Volatility of a day, as a fraction; finite and &gt;= 0.</summary>
    public required double DailyVolatility { get; init => field = Guard.NonNegative(value, nameof(DailyVolatility)); }

    /// <summary>Base traded in a day; finite and &gt; 0.</summary>
    public required double AverageDailyVolume { get; init => field = Guard.Positive(value, nameof(AverageDailyVolume)); }

    /// <summary>How long the order is worked, in days; finite and &gt; 0.</summary>
    public required double TradeTimeDays { get; init => field = Guard.Positive(value, nameof(TradeTimeDays)); }

    /// <summary>Base outstanding, Theta; finite and &gt; 0.</summary>
    public required double SharesOutstanding { get; init => field = Guard.Positive(value, nameof(SharesOutstanding)); }

    /// <summary>Coefficient of the permanent part; 0.314 in the paper. Finite and &gt;= 0.</summary>
    public double Gamma { get; init => field = Guard.NonNegative(value, nameof(Gamma)); } = 0.314;

    /// <summary>Coefficient of the temporary part; 0.142 in the paper. Finite and &gt;= 0.</summary>
    public double Eta { get; init => field = Guard.NonNegative(value, nameof(Eta)); } = 0.142;

    /// <summary>Exponent of the temporary part; 3/5 in the paper. Finite and &gt; 0.</summary>
    public double Beta { get; init => field = Guard.Positive(value, nameof(Beta)); } = 0.6;

    /// <summary>Exponent of the liquidity factor; 1/4 in the paper. Finite and &gt;= 0.</summary>
    public double Delta { get; init => field = Guard.NonNegative(value, nameof(Delta)); } = 0.25;

    /// <summary>The part of the move that stays, as a fraction of price: <c>gamma × volatility × X/V × (Theta/V)^delta</c>.</summary>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is outside its domain.</exception>
    public double Permanent(double quantity) => PermanentScale * Guard.NonNegative(quantity);

    /// <summary>The part that ends with the order, as a fraction of price: <c>eta × volatility × (X/(V × T))^beta</c>.</summary>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is outside its domain.</exception>
    public double Temporary(double quantity) => TemporaryScale * Math.Pow(Guard.NonNegative(quantity) / TemporaryVolume, Beta);

    /// <summary>What the whole order costs on average, as a fraction of price: half of what is permanent, and what is temporary.</summary>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is outside its domain.</exception>
    public double Cost(double quantity) => (0.5 * Permanent(quantity)) + Temporary(quantity);

    /// <summary>The law as a curve of price after quantity, both parts in full: <c>start × (1 ∓ (permanent + temporary))</c>, not below zero.</summary>
    /// <exception cref="InvalidOperationException">The numbers together are beyond all numbers: a slope, or the volume in the time of trading.</exception>
    public PriceImpact ToImpact() => double.IsFinite(PermanentScale) && double.IsFinite(TemporaryScale) && Guard.IsPositive(TemporaryVolume)
        ? new AlmgrenImpact(this)
        : throw new InvalidOperationException($"{this} has no curve: its slope is {PermanentScale} and the volume in the time of trading {TemporaryVolume}");

    internal double PermanentScale => Gamma * DailyVolatility * Math.Pow(SharesOutstanding / AverageDailyVolume, Delta) / AverageDailyVolume;

    internal double TemporaryScale => Eta * DailyVolatility;

    internal double TemporaryVolume => AverageDailyVolume * TradeTimeDays;

    /// <summary>The law in a line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Almgren: gamma {Gamma}, eta {Eta}, beta {Beta}, delta {Delta}, volatility {DailyVolatility} and volume {AverageDailyVolume} a day, worked over {TradeTimeDays} days");
}
