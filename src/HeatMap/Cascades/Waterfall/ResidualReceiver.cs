namespace HeatMap.Cascades;

/// <summary>Who keeps what is left of a liquidated position's margin after its fee.</summary>
public enum ResidualReceiver
{
    /// <summary>The trader who was liquidated.</summary>
    Trader = 1,

    /// <summary>The insurance fund.</summary>
    Fund = 2,
}
