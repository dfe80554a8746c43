namespace HeatMap.Cascades;

/// <summary>When the price of a simulated path is looked at.</summary>
public enum PathWatch
{
    /// <summary>Without a pause, as a liquidation engine does: what a path touches between the ends of its steps counts.</summary>
    Throughout = 1,

    /// <summary>At the end of each step. What happens in between goes unseen, so that less is touched than in truth, by about a step's deviation times 0.58 in price.</summary>
    AtSteps,

    /// <summary>At the horizon only: one shock to where the path ends.</summary>
    AtHorizon,
}
