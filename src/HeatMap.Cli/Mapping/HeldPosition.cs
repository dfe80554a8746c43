namespace HeatMap.Cli.Mapping;

/// <summary>A line of a positions file, as somebody who asks what happens next needs it.</summary>
/// <param name="Row">Which data row of the file it is, from 1.</param>
/// <param name="Kind">What is traded.</param>
/// <param name="Side">Long or short.</param>
/// <param name="Quantity">Base that its forced order weighs; of an inverse contract its face over its liquidation price, NaN where there is none.</param>
/// <param name="LiquidationPrice">Quote per base; NaN where there is none, or it is not known.</param>
/// <param name="EntryPrice">Quote per base.</param>
/// <param name="Margin">Collateral of its own, in the settlement asset, by margin or leverage; NaN where the line gives neither.</param>
/// <param name="BankruptcyPrice">Where nothing of its collateral is left, quote per base; NaN where it is not known.</param>
/// <param name="AdlCap">The most that deleveraging takes of its gain, as a fraction; NaN where the line does not say.</param>
internal readonly record struct HeldPosition(
    long Row, ContractKind Kind, Side Side, double Quantity, double LiquidationPrice, double EntryPrice, double Margin, double BankruptcyPrice, double AdlCap)
{
    /// <summary>Whether price can still come to its liquidation price: a level of a cascade. Others have no price, or are due already.</summary>
    public bool IsAhead(double markPrice) => Side == Side.Long ? LiquidationPrice < markPrice : LiquidationPrice > markPrice;
}
