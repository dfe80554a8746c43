namespace HeatMap.Cli.Input;

/// <summary>What a line means to the library.</summary>
/// <param name="Rules">Contract, maintenance and trigger, with the fees and funding of this line.</param>
/// <param name="SignedQuantity">In the contract's unit, with the sign of the side.</param>
/// <param name="Margin">In the settlement asset; NaN where leverage gives it or an account secures the line.</param>
/// <param name="Leverage">NaN where margin is given or an account secures the line.</param>
/// <param name="PendingFunding">What the account still owes for this line, in the settlement asset; zero where rules or margin hold it.</param>
internal readonly record struct InterpretedRow(MarginRules Rules, double SignedQuantity, double Margin, double Leverage, double PendingFunding)
{
    /// <summary>The position, with its own collateral or an account's.</summary>
    public Position PositionAt(double entryPrice) => Position.FromSigned(SignedQuantity, entryPrice, Leverage, Margin);
}
