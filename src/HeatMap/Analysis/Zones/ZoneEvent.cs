using System.Globalization;

namespace HeatMap;

/// <summary>Something that happened to a zone between two snapshots.</summary>
public readonly record struct ZoneEvent
{
    /// <summary>What happened.</summary>
    public ZoneEventKind Kind { get; init; }

    /// <summary>The zone it happened to.</summary>
    public int Id { get; init; }

    /// <summary>The zone that took it in, or that it broke off from; zero elsewhere.</summary>
    public int OtherId { get; init; }

    /// <summary>The zone as it was; <see langword="null"/> for one that was not there.</summary>
    public Zone? Before { get; init; }

    /// <summary>The zone as it is; <see langword="null"/> for one that is no longer there.</summary>
    public Zone? After { get; init; }

    /// <summary>Whether price touched the zone in between.</summary>
    public bool WasTouched { get; init; }

    /// <summary>Whose positions.</summary>
    public Side Side => (After ?? Before)?.Side ?? default;

    /// <summary>What the zone holds now less what it held; of one that is new all, of one that is gone all of it, negative. Zero of a move: a change beside it is an event of its own, so that events add up.</summary>
    public double NotionalChange => Kind == ZoneEventKind.Moved ? 0 : (After?.Notional ?? 0) - (Before?.Notional ?? 0);

    /// <summary>For example <c>#3 long 58,900 to 59,300 swept: -12.4M</c>.</summary>
    public override string ToString()
    {
        PriceRange range = (After ?? Before)?.Range ?? default;
        string other = Kind == ZoneEventKind.Merged ? string.Create(CultureInfo.InvariantCulture, $" into #{OtherId}") : Kind == ZoneEventKind.Split ? string.Create(CultureInfo.InvariantCulture, $" from #{OtherId}") : "";
        string moved = Kind == ZoneEventKind.Moved ? $" from {CompactNumber.Price(Before!.Value.PeakPrice)} to {CompactNumber.Price(After!.Value.PeakPrice)}" : "";
        string amount = Kind == ZoneEventKind.Moved ? "" : $": {(NotionalChange > 0 ? "+" : "")}{CompactNumber.Notional(NotionalChange)}";
        string verb = Kind switch
        {
            ZoneEventKind.Born => "born",
            ZoneEventKind.Grew => "grew",
            ZoneEventKind.Thinned => "thinned",
            ZoneEventKind.Moved => "moved",
            ZoneEventKind.Merged => "merged",
            ZoneEventKind.Split => "split off",
            ZoneEventKind.Swept => "swept",
            ZoneEventKind.Gone => "gone",
            _ => "nothing",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Id} {ReadingWords.Of(Side)} {CompactNumber.Price(range.Low)} to {CompactNumber.Price(range.High)} {verb}{other}{moved}{amount}{(WasTouched && Kind != ZoneEventKind.Swept ? ", touched" : "")}");
    }
}
