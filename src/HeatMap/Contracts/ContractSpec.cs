using HeatMap.Internal;

namespace HeatMap;

/// <summary>What is traded: one contract with its kind, size, tick and assets.</summary>
/// <remarks>
/// <para>A position's <c>quantity</c> is stated in the contract's own unit: base asset for <see cref="ContractKind.Linear"/>, face value
/// in the quote asset for <see cref="ContractKind.Inverse"/>, and settlement asset per unit of price for
/// <see cref="ContractKind.Quanto"/>. <see cref="QuantityOf"/> converts from what a venue reports.</para>
/// <para>Immutable. Every setter checks its value, so <c>with</c> cannot make an invalid contract.</para>
/// </remarks>
public sealed record ContractSpec
{
    /// <summary>Describes a contract.</summary>
    /// <param name="symbol">The venue's name of the contract; not empty.</param>
    /// <param name="kind">How price moves become money.</param>
    /// <param name="quoteAsset">The asset in which the price is stated, for example USDT; not empty.</param>
    /// <param name="settlementAsset">The asset in which margin and profit are held; not empty.</param>
    /// <exception cref="ArgumentException">A name is empty or <paramref name="kind"/> is not defined.</exception>
    public ContractSpec(string symbol, ContractKind kind, string quoteAsset, string settlementAsset)
    {
        Symbol = symbol;
        Kind = kind;
        QuoteAsset = quoteAsset;
        SettlementAsset = settlementAsset;
    }

    /// <summary>The venue's name of the contract.</summary>
    public string Symbol { get; init => field = Guard.Name(value, nameof(Symbol)); }

    /// <summary>How price moves become money.</summary>
    public ContractKind Kind { get; init => field = Guard.Defined(value, nameof(Kind)); }

    /// <summary>The asset in which the price is stated.</summary>
    public string QuoteAsset { get; init => field = Guard.Name(value, nameof(QuoteAsset)); }

    /// <summary>The asset in which margin, maintenance and profit are counted.</summary>
    public string SettlementAsset { get; init => field = Guard.Name(value, nameof(SettlementAsset)); }

    /// <summary>What one contract stands for, in the unit of <c>quantity</c>; finite and &gt; 0, one by default.</summary>
    public double Multiplier { get; init => field = Guard.Positive(value, nameof(Multiplier)); } = 1;

    /// <summary>The smallest step of the price, quote per base; <see langword="null"/> when unknown. Rules that round need it.</summary>
    public double? Tick { get; init => field = value is { } tick ? Guard.Positive(tick, nameof(Tick)) : null; }

    /// <summary>The asset in which a map of this contract counts notional: the quote asset, or for a quanto the settlement asset.</summary>
    public string NotionalAsset => Kind == ContractKind.Quanto ? SettlementAsset : QuoteAsset;

    /// <summary>A contract sized in the base asset and settled in the quote asset, such as BTCUSDT.</summary>
    /// <inheritdoc cref="ContractSpec(string, ContractKind, string, string)"/>
    public static ContractSpec Linear(string symbol, string quoteAsset) => new(symbol, ContractKind.Linear, quoteAsset, quoteAsset);

    /// <summary>A contract sized in quote face value and settled in the base asset, such as BTCUSD_PERP.</summary>
    /// <inheritdoc cref="ContractSpec(string, ContractKind, string, string)"/>
    public static ContractSpec Inverse(string symbol, string quoteAsset, string settlementAsset) =>
        new(symbol, ContractKind.Inverse, quoteAsset, settlementAsset);

    /// <summary>The quote value of a quantity at a price: <c>q·P</c>, for an inverse contract the face value itself.</summary>
    /// <param name="quantity">Unsigned size in the contract's unit.</param>
    /// <param name="price">Quote per base; not used by an inverse contract.</param>
    /// <returns>Value in <see cref="NotionalAsset"/>. NaN in, NaN out.</returns>
    /// <remarks>Allocates nothing.</remarks>
    public double Notional(double quantity, double price) => Kind == ContractKind.Inverse ? quantity : quantity * price;

    /// <summary>The value of a quantity in the settlement asset: <c>q·P</c>, for an inverse contract <c>N/P</c>.</summary>
    /// <param name="quantity">Unsigned size in the contract's unit.</param>
    /// <param name="price">Quote per base.</param>
    /// <returns>Value in <see cref="SettlementAsset"/>. NaN in, NaN out.</returns>
    /// <remarks>Allocates nothing.</remarks>
    public double SettlementValue(double quantity, double price) => Kind == ContractKind.Inverse ? quantity / price : quantity * price;

    /// <summary>Converts a size that a source states in <paramref name="unit"/> into the quantity that positions use.</summary>
    /// <param name="size">Finite; its sign is kept.</param>
    /// <param name="unit">What <paramref name="size"/> counts.</param>
    /// <param name="price">Price at which coins and quote value are exchanged, quote per base; finite and &gt; 0.</param>
    /// <returns>The size in base asset (linear), face value (inverse) or settlement asset per unit of price (quanto).</returns>
    /// <exception cref="ArgumentException">
    /// An argument is outside its domain, or the contract is a quanto and <paramref name="unit"/> is
    /// <see cref="QuantityUnit.Base"/>, which has no fixed worth there.
    /// </exception>
    /// <remarks>Allocates nothing.</remarks>
    public double QuantityOf(double size, QuantityUnit unit, double price)
    {
        Guard.Finite(size);
        Guard.Positive(price);
        switch (Guard.Defined(unit))
        {
            case QuantityUnit.Contracts:
                return size * Multiplier;
            case QuantityUnit.Base when Kind == ContractKind.Quanto:
                throw new ArgumentException("a quanto contract has no size in base units; give contracts or quote value", nameof(unit));
            case QuantityUnit.Base:
                return Kind == ContractKind.Inverse ? size * price : size;
            default:
                return Kind == ContractKind.Inverse ? size : size / price;
        }
    }
}
