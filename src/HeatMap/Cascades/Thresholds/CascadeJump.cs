namespace HeatMap.Cascades;

/// <summary>A price at which a little more of a shock makes a whole step of difference.</summary>
/// <param name="TriggerPrice">The shock that just sets it off: price jumps to here, or beyond.</param>
/// <param name="EndPrice">Where price comes to rest when it jumps to <paramref name="TriggerPrice"/>.</param>
/// <param name="PriceBefore">Where it comes to rest if the shock stops just short of <paramref name="TriggerPrice"/>: on a book the level there is then still in place.</param>
/// <param name="Quantity">Base that is liquidated then, all of it.</param>
/// <param name="Notional">Quote of all that is liquidated then, at liquidation prices.</param>
/// <param name="Levels">Levels that are liquidated then.</param>
/// <param name="StaticLevels">Levels that the trigger price reaches by itself.</param>
public readonly record struct CascadeJump(double TriggerPrice, double EndPrice, double PriceBefore, double Quantity, double Notional, int Levels, int StaticLevels)
{
    /// <summary>Whether forced orders force further ones: more is liquidated than the trigger price reaches by itself.</summary>
    public bool IsCascade => Levels > StaticLevels;

    /// <summary>How far price jumps for it, quote per base, unsigned.</summary>
    public double Size => Math.Abs(EndPrice - PriceBefore);
}
