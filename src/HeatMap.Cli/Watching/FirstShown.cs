using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Watching;

/// <summary>Says when the first picture is there.</summary>
internal sealed class FirstShown(WatchScreen screen, Action shown) : IReplayScreen
{
    public void Show(LivingSession session, HeatColumns? columns, long timeUnixMs)
    {
        screen.Show(session, columns, timeUnixMs);
        shown();
    }

    public void Tell(ReplayedOrder order) => screen.Tell(order);

    public void Happened(in PositionEvent item, LivingSession session) => screen.Happened(item, session);
}
