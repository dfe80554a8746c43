namespace HeatMap.Cli.Replaying;

/// <summary>Shows a replay while it goes on.</summary>
internal interface IReplayScreen
{
    /// <summary>The map has changed, or time has passed.</summary>
    void Show(LivingSession session, HeatColumns? columns, long timeUnixMs);

    /// <summary>A mark forced an order.</summary>
    void Tell(ReplayedOrder order);

    /// <summary>An event was applied.</summary>
    void Happened(in PositionEvent item, LivingSession session)
    {
    }
}
