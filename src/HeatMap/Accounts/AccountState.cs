namespace HeatMap;

/// <summary>How an account stands at one set of prices, in its settlement asset.</summary>
/// <param name="Equity">Wallet, counted collateral and unrealised profit.</param>
/// <param name="Maintenance">What the venue asks for, with the fees that its trigger counts.</param>
public readonly record struct AccountState(double Equity, double Maintenance)
{
    /// <summary>Equity above maintenance; the account is liquidated at zero or below.</summary>
    public double FreeMargin => Equity - Maintenance;

    /// <summary>Maintenance over equity: liquidation at 1 and above. Infinite when equity is zero or less; zero when nothing is asked for.</summary>
    public double MarginRatio => Maintenance == 0 ? 0 : Equity > 0 ? Maintenance / Equity : double.PositiveInfinity;
}
