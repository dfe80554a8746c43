namespace HeatMap;

/// <summary>A position of an account as a <see cref="LivingMarket"/> holds it now.</summary>
/// <param name="Handle">Its name.</param>
/// <param name="Account">Who holds it.</param>
/// <param name="Symbol">The contract.</param>
/// <param name="Side">Long or short.</param>
/// <param name="Quantity">Unsigned size in the contract's unit.</param>
/// <param name="EntryPrice">Quote per base.</param>
/// <param name="LiquidationPrice">
/// Where the account breaks when this contract alone moves, as <see cref="CrossAccount.LiquidationPrice"/> gives it; NaN where it does not. In the contract's map
/// only the side that loses on the way there has it.
/// </param>
/// <param name="Position">Its row in the contract's map.</param>
/// <param name="Layer">Its layer's place in the map's layers.</param>
public readonly record struct LiveHolding(
    HoldingHandle Handle, AccountHandle Account, string Symbol, Side Side, double Quantity, double EntryPrice, double LiquidationPrice, PositionHandle Position, int Layer);
