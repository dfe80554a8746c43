namespace HeatMap.Cli.Replaying;

/// <summary>Shows a replay while it goes on.</summary>
internal interface IReplayScreen
{
    /// <summary>The map has changed, or time has passed.</summary>
    void Show(LivingSession session, long timeUnixMs);

    /// <summary>A mark forced an order.</summary>
    void Tell(ReplayedOrder order);
}
