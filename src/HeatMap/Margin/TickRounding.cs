namespace HeatMap;

/// <summary>Rounds prices to ticks as venues do.</summary>
internal static class TickRounding
{
    /// <summary>A price nearer to a tick than this share of a tick lies on it: in binary, 0.1 + 0.2 rounded up to steps of 0.1 would be 0.4.</summary>
    private const double Snap = 1e-9;

    public static double Apply(double price, Side side, PriceRounding rounding, double tick) => rounding switch
    {
        PriceRounding.ConservativeTick or PriceRounding.WholeSatoshi => side == Side.Long ? Ceiling(price, tick) : Floor(price, tick),
        PriceRounding.FavourableTick => side == Side.Long ? Floor(price, tick) : Ceiling(price, tick),
        PriceRounding.NearestTick => Times(Math.Round(price / tick, MidpointRounding.AwayFromZero), tick),
        PriceRounding.OneTickAgainstTrader => price + ((int)side * tick),
        PriceRounding.TruncateToTick => Floor(price, tick),
        _ => price,
    };

    private static double Ceiling(double price, double tick) => Times(OnTick(price / tick, out double nearest) ? nearest : Math.Ceiling(price / tick), tick);

    private static double Floor(double price, double tick) => Times(OnTick(price / tick, out double nearest) ? nearest : Math.Floor(price / tick), tick);

    private static bool OnTick(double ticks, out double nearest)
    {
        nearest = Math.Round(ticks);
        return Math.Abs(ticks - nearest) < Math.Max(Snap, 4 * (Math.BitIncrement(Math.Abs(ticks)) - Math.Abs(ticks)));
    }

    /// <summary>Whole ticks as a price: in decimal where it fits, so that the result is the double nearest to the printed price.</summary>
    private static double Times(double ticks, double tick) =>
        Math.Abs(ticks) < 1e15 && tick is > 1e-12 and < 1e12 ? (double)((decimal)ticks * (decimal)tick) : ticks * tick;
}
