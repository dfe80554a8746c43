using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Everything that a synthetic market is made of. The defaults give the scales that real markets were measured at: turnover of one to two times open interest a day, prints of 0.3 to 1 % of it.</summary>
public sealed record SyntheticMarketOptions
{
    /// <summary>The shortest distance at which positions may be liquidated: nearer ones would be on the wrong side of the price already.</summary>
    public const double MinDistance = 0.002;

    internal static SyntheticMarketOptions Default { get; } = new();

    /// <summary>The days that are published; from 1 to 1,000, 40 by default.</summary>
    public int Days { get; init => field = Whole(value, 1, 1_000, nameof(Days)); } = 40;

    /// <summary>The days before them, in which positions come to be where they are; from 0 to 1,000, 10 by default.</summary>
    public int WarmUpDays { get; init => field = Whole(value, 0, 1_000, nameof(WarmUpDays)); } = 10;

    /// <summary>The length of a bar in minutes; a divisor of the 1,440 of a day, 5 by default.</summary>
    public int BarMinutes
    {
        get;
        init
        {
            if (value < 1 || 1_440 % value != 0)
            {
                Throw.OutOfRange(nameof(BarMinutes), value, "a divisor of 1440");
            }

            field = value;
        }
    } = 5;

    /// <summary>When the first published bar begins, in milliseconds since 1970; the first of January 2025 by default.</summary>
    public long StartUnixMs { get; init => field = value is >= -62_000_000_000_000 and <= 250_000_000_000_000 ? value : Refuse(nameof(StartUnixMs), value); } = 1_735_689_600_000;

    /// <summary>The price before the warm-up, quote per base; 60,000 by default.</summary>
    public double StartPrice { get; init => field = value is >= 1e-9 and <= 1e12 ? value : RefuseNumber(nameof(StartPrice), value, "from 1e-9 to 1e12"); } = 60_000;

    /// <summary>Open interest before the warm-up, in base; 100,000 by default. It is pulled back there over days.</summary>
    public double StartOpenInterest { get; init => field = value is >= 1e-6 and <= 1e15 ? value : RefuseNumber(nameof(StartOpenInterest), value, "from 1e-6 to 1e15"); } = 100_000;

    /// <summary>The typical standard deviation of a day's return, as a logarithm; from 0 to 0.2, 0.02 by default.</summary>
    public double VolatilityPerDay { get; init => field = Between(value, 0.2, nameof(VolatilityPerDay)); } = 0.02;

    /// <summary>The standard deviation of the logarithm of volatility; from 0 to 2, 0.5 by default.</summary>
    public double VolatilitySpread { get; init => field = Between(value, 2, nameof(VolatilitySpread)); } = 0.5;

    /// <summary>After how many minutes half of a departure of volatility is gone; &gt; 0, 720 by default.</summary>
    public double VolatilityHalfLife { get; init => field = Guard.Positive(value, nameof(VolatilityHalfLife)); } = 720;

    /// <summary>How many jumps there are in a day on average; from 0 to 100, 0.5 by default.</summary>
    public double JumpsPerDay { get; init => field = Between(value, 100, nameof(JumpsPerDay)); } = 0.5;

    /// <summary>The standard deviation of a jump, as a logarithm; from 0 to 0.2, 0.008 by default.</summary>
    public double JumpSize { get; init => field = Between(value, 0.2, nameof(JumpSize)); } = 0.008;

    /// <summary>Volume over open interest in a day, about; from 0.01 to 100, 1.5 by default.</summary>
    public double TurnoverPerDay { get; init => field = value is >= 0.01 and <= 100 ? value : RefuseNumber(nameof(TurnoverPerDay), value, "from 0.01 to 100"); } = 1.5;

    /// <summary>The share of volume that changes who holds a position, about; from 0 to 1, 0.1 by default.</summary>
    public double PositioningShare { get; init => field = Between(value, 1, nameof(PositioningShare)); } = 0.1;

    /// <summary>The standard deviation of the logarithm of that share, which drifts over a day; from 0 to 2, 0.3 by default.</summary>
    public double PositioningSpread { get; init => field = Between(value, 2, nameof(PositioningSpread)); } = 0.3;

    /// <summary>The standard deviation of a minute's change in open interest, as a fraction of it; from 0 to 0.01, 0.0001 by default.</summary>
    public double OpenInterestNoise { get; init => field = Between(value, 0.01, nameof(OpenInterestNoise)); } = 1e-4;

    /// <summary>The standard deviation of a trend of that change, which lasts for hours; from 0 to 0.01, 0.00004 by default.</summary>
    public double OpenInterestTrend { get; init => field = Between(value, 0.01, nameof(OpenInterestTrend)); } = 4e-5;

    /// <summary>How far from entry the positions of takers are liquidated; distances of at least <see cref="MinDistance"/>. By default 24 classes with spikes at common leverages.</summary>
    public DistanceMix TakerMix { get; init => field = Far(value, nameof(TakerMix)); } = SyntheticMix.Takers;

    /// <summary>The same for makers, with the same distances as those of takers. By default farther away.</summary>
    public DistanceMix MakerMix { get; init => field = Far(value, nameof(MakerMix)); } = SyntheticMix.Makers;

    /// <summary>Who closes by choice; by default positions in profit rather than those in loss, and high leverage four times as fast.</summary>
    public ClosingHazard Hazard
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>The share of positions that have a stop; from 0 to 1, 0.6 by default.</summary>
    public double StopOutShare { get; init => field = Between(value, 1, nameof(StopOutShare)); } = 0.6;

    /// <summary>How far towards its liquidation price a position's stop is; from 0.5 to 1, 0.85 by default.</summary>
    public double StopOutPoint { get; init => field = value is >= 0.5 and <= 1 ? value : RefuseNumber(nameof(StopOutPoint), value, "from 0.5 to 1"); } = 0.85;

    /// <summary>The part of what is liquidated that is printed; from 0 to 1, 0.45 by default. With the stops this makes a print scale of about 0.17.</summary>
    public double PrintShare { get; init => field = Between(value, 1, nameof(PrintShare)); } = 0.45;

    /// <summary>The mean size of an order in a liquidation, in quote; &gt; 0, 25,000 by default.</summary>
    public double OrderNotional { get; init => field = Guard.Positive(value, nameof(OrderNotional)); } = 25_000;

    /// <summary>Impact of liquidations: a move is this times the day's volatility times the root of their share in the day's volume; from 0 to 5, 1 by default.</summary>
    public double Impact { get; init => field = Between(value, 5, nameof(Impact)); } = 1;

    /// <summary>The part of the impact that stays; from 0 to 1, 0.5 by default.</summary>
    public double LastingImpact { get; init => field = Between(value, 1, nameof(LastingImpact)); } = 0.5;

    /// <summary>After how many minutes half of the rest is gone; &gt; 0, 10 by default.</summary>
    public double ImpactHalfLife { get; init => field = Guard.Positive(value, nameof(ImpactHalfLife)); } = 10;

    /// <summary>How much of the prints is published. All by default.</summary>
    public FeedThrottle Throttle { get; init => field = Guard.Defined(value, nameof(Throttle)); } = FeedThrottle.None;

    /// <summary>Of how many parts a throttled feed of <see cref="FeedThrottle.Bursts"/> shows one; from 1 to 100, 2.8 by default.</summary>
    public double UndercountFactor { get; init => field = value is >= 1 and <= 100 ? value : RefuseNumber(nameof(UndercountFactor), value, "from 1 to 100"); } = 2.8;

    /// <summary>Classes that only differ in share, so that both mixes can be one state.</summary>
    internal void RequireOneLadder()
    {
        if (!TakerMix.Select(c => c.Distance).SequenceEqual(MakerMix.Select(c => c.Distance)))
        {
            Throw.Argument(nameof(MakerMix), "MakerMix must have the distances of TakerMix");
        }
    }

    private static DistanceMix Far(DistanceMix mix, string name)
    {
        ArgumentNullException.ThrowIfNull(mix, name);
        if (!(mix[0].Distance >= MinDistance))
        {
            Throw.OutOfRange(name, mix[0].Distance, FormattableString.Invariant($"of distances of at least {MinDistance}"));
        }

        return mix;
    }

    private static double Between(double value, double most, string name) =>
        value >= 0 && value <= most ? value : RefuseNumber(name, value, FormattableString.Invariant($"from 0 to {most}"));

    private static int Whole(int value, int least, int most, string name) => value >= least && value <= most ? value : (int)RefuseNumber(name, value, FormattableString.Invariant($"from {least} to {most}"));

    private static long Refuse(string name, long value) => (long)RefuseNumber(name, value, "from the year 5 to the year 9892");

    private static double RefuseNumber(string name, double value, string allowed)
    {
        Throw.OutOfRange(name, value, allowed);
        return value;
    }
}
