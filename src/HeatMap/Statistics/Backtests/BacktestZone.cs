namespace HeatMap;

/// <summary>The traffic light of the Basel Committee (1996): how believable a value at risk is by its exceptions.</summary>
public enum BacktestZone
{
    /// <summary>As few or fewer exceptions come with a probability below 95 %: nothing is wrong.</summary>
    Green = 1,

    /// <summary>From 95 % and below 99.99 %: the risk may be understated.</summary>
    Yellow,

    /// <summary>From 99.99 % on: the risk is understated.</summary>
    Red,
}
