namespace HeatMap.Estimation;

/// <summary>A synthetic market that goes on minute by minute.</summary>
/// <remarks>
/// Each minute: the price moves, whoever it meets is taken out, liquidations push it farther; then volume and change in open interest say how much is opened and closed on either side, by
/// <c>O^L + C^S = O^S + C^L = V</c>, <c>O − C = ΔQ</c>, and the part that these four leave open is drawn.
/// </remarks>
internal sealed class SyntheticEngine
{
    public const int MinutesPerDay = 1_440;

    /// <summary>The price turns back here, well inside the bins.</summary>
    private const double Wall = SyntheticBook.Reach - 0.2;

    /// <summary>How often impact may reach further orders within one minute.</summary>
    private const int MaxRounds = 8;

    /// <summary>The part of what is taken out that open interest loses: the rest is taken over by newcomers.</summary>
    private const double InterestLost = 0.3;

    /// <summary>The standard deviation of entries at the very start.</summary>
    private const double StartSpread = 0.05;

    private readonly SyntheticMarketOptions _options;
    private readonly long _seed;
    private readonly double[] _longTakers, _longMakers, _shortTakers, _shortMakers, _mix;
    private readonly List<(double Log, double Quantity)> _forcedLongs = [], _forcedShorts = [];
    private double _price, _volatility, _positioning, _trend, _transient;

    public SyntheticEngine(SyntheticMarketOptions options, long seed)
    {
        options.RequireOneLadder();
        (_options, _seed) = (options, seed);
        _longTakers = [.. options.TakerMix.Select(c => c.LongShare)];
        _longMakers = [.. options.MakerMix.Select(c => c.LongShare)];
        _shortTakers = [.. options.TakerMix.Select(c => c.ShortShare)];
        _shortMakers = [.. options.MakerMix.Select(c => c.ShortShare)];
        _mix = new double[_longTakers.Length];
        Longs = new(Side.Long, options.TakerMix, options.Hazard, options.StopOutPoint);
        Shorts = new(Side.Short, options.TakerMix, options.Hazard, options.StopOutPoint);
        OpenInterest = options.StartOpenInterest;
        Begin();
    }

    public SyntheticBook Longs { get; }

    public SyntheticBook Shorts { get; }

    public double OpenInterest { get; private set; }

    /// <summary>The minutes that have passed, warm-up included.</summary>
    public int Minute { get; private set; }

    /// <summary>What was liquidated in the last minute, by the logarithm of its price, in no order.</summary>
    public List<(double Log, double Quantity)> Forced(Side side) => side == Side.Long ? _forcedLongs : _forcedShorts;

    public SyntheticMinute Step()
    {
        double open = _price, sigma = Volatility();
        (double low, double high, double close) = Move(sigma);
        double volume = Volume(), perDay = Math.Max(_options.TurnoverPerDay * OpenInterest, double.Epsilon);
        (double forcedLongs, double forcedShorts, double stoppedLongs, double stoppedShorts) = TakeOut(ref low, ref high, ref close, perDay);
        double goneLongs = forcedLongs + stoppedLongs, goneShorts = forcedShorts + stoppedShorts;

        double change = Change(volume, Math.Max(goneLongs, goneShorts));
        double effective = Math.Abs(change) + (Positioning() * Math.Max(volume - Math.Abs(change), 0));

        // What was taken out is volume too, so a cascade makes the volume that it needs.
        effective = Math.Max(Math.Max(effective, goneLongs + goneShorts + change), Math.Max(goneLongs, goneShorts));
        volume = Math.Max(volume, effective);
        double half = 0.5 * (effective - change), lowest = Math.Max(goneLongs - half, -half - change), highest = Math.Min(half - goneShorts, half + change);
        double refresh = lowest + (Math.Max(highest - lowest, 0) * Uniform(11));

        double taker = Math.Clamp(0.5 + (0.2 * Math.Tanh((close - open) / Math.Max(sigma, 1e-12))) + (0.06 * Normal(12)), 0.05, 0.95);
        Longs.Close(close, Math.Max(half + refresh - goneLongs, 0));
        Shorts.Close(close, Math.Max(half - refresh - goneShorts, 0));
        Longs.Open(close, Math.Max(half + change + refresh, 0), Blend(_longTakers, _longMakers, taker), _options.StopOutShare);
        Shorts.Open(close, Math.Max(half + change - refresh, 0), Blend(_shortTakers, _shortMakers, 1 - taker), _options.StopOutShare);

        OpenInterest += change;
        _price = close;
        if (++Minute % MinutesPerDay == 0)
        {
            Longs.Recount();
            Shorts.Recount();
        }

        return new(open, high, low, close, volume, taker * volume, OpenInterest) { ForcedLongs = forcedLongs, ForcedShorts = forcedShorts, Stopped = stoppedLongs + stoppedShorts };
    }

    /// <summary>Entries around the price, as if it had been there for long.</summary>
    private void Begin()
    {
        const int Parts = 41;
        Span<double> weights = stackalloc double[Parts];
        double sum = 0;
        for (int i = 0; i < Parts; i++)
        {
            double away = (i - (Parts / 2)) * 6.0 / (Parts - 1);
            sum += weights[i] = Math.Exp(-0.5 * away * away);
        }

        for (int i = 0; i < Parts; i++)
        {
            double log = (i - (Parts / 2)) * 6.0 / (Parts - 1) * StartSpread, quantity = OpenInterest * weights[i] / sum;
            Longs.Open(log, quantity, Blend(_longTakers, _longMakers, 0.5), _options.StopOutShare);
            Shorts.Open(log, quantity, Blend(_shortTakers, _shortMakers, 0.5), _options.StopOutShare);
        }

        // Nobody is open whose price has been passed: those enter anew, at the price of now.
        double longs = Longs.Standing, shorts = Shorts.Standing;
        Longs.Touch(0, _forcedLongs);
        Shorts.Touch(0, _forcedShorts);
        Longs.Open(0, longs - Longs.Standing, Blend(_longMakers, _longMakers, 1), _options.StopOutShare);
        Shorts.Open(0, shorts - Shorts.Standing, Blend(_shortMakers, _shortMakers, 1), _options.StopOutShare);
        _forcedLongs.Clear();
        _forcedShorts.Clear();
    }

    private double Volatility()
    {
        double kept = Math.Pow(0.5, 1 / _options.VolatilityHalfLife);
        _volatility = (kept * _volatility) + (Math.Sqrt(1 - (kept * kept)) * _options.VolatilitySpread * Normal(0));
        return _options.VolatilityPerDay / Math.Sqrt(MinutesPerDay) * Math.Exp(_volatility);
    }

    /// <summary>A return with the tails of Student's four degrees of freedom, sometimes a jump; extremes of a Brownian bridge between its ends.</summary>
    private (double Low, double High, double Close) Move(double sigma)
    {
        double chance = 0.5 * (Exponential(1) + Exponential(2)), step = sigma * Normal(3) / Math.Sqrt(2 * Math.Max(chance, 1e-3));
        if (Uniform(4) < _options.JumpsPerDay / MinutesPerDay)
        {
            step += _options.JumpSize * Normal(5);
        }

        double back = _transient * (1 - Math.Pow(0.5, 1 / _options.ImpactHalfLife));
        _transient -= back;
        double close = _price + step - back;
        close = close > Wall ? (2 * Wall) - close : close < -Wall ? (-2 * Wall) - close : close;
        close = Math.Clamp(close, -Wall, Wall);
        double sum = _price + close, way = (close - _price) * (close - _price), spread = 2 * sigma * sigma;
        double high = 0.5 * (sum + Math.Sqrt(way + (spread * Exponential(6)))), low = 0.5 * (sum - Math.Sqrt(way + (spread * Exponential(7))));
        return (Math.Clamp(low, -Wall, Math.Min(_price, close)), Math.Clamp(high, Math.Max(_price, close), Wall), close);
    }

    private (double ForcedLongs, double ForcedShorts, double StoppedLongs, double StoppedShorts) TakeOut(ref double low, ref double high, ref double close, double perDay)
    {
        _forcedLongs.Clear();
        _forcedShorts.Clear();
        double forcedLongs = 0, forcedShorts = 0, stoppedLongs = 0, stoppedShorts = 0, down = 0, up = 0;
        for (int round = 0; ; round++)
        {
            (double longs, double stopsBelow) = Longs.Touch(low, _forcedLongs);
            (double shorts, double stopsAbove) = Shorts.Touch(high, _forcedShorts);
            (forcedLongs, forcedShorts, stoppedLongs, stoppedShorts) = (forcedLongs + longs, forcedShorts + shorts, stoppedLongs + stopsBelow, stoppedShorts + stopsAbove);

            // The last touch comes after the last push, so that nobody is left in the range.
            if (round == MaxRounds || !(longs + shorts > 0))
            {
                return (forcedLongs, forcedShorts, stoppedLongs, stoppedShorts);
            }

            double size = _options.Impact * _options.VolatilityPerDay;
            double farther = (size * Math.Sqrt(forcedLongs / perDay)) - down, higher = (size * Math.Sqrt(forcedShorts / perDay)) - up;
            (down, up) = (down + farther, up + higher);
            low = Math.Max(low - farther, -Wall);
            high = Math.Min(high + higher, Wall);
            double moved = Math.Clamp(close + higher - farther, low, high);
            _transient += (1 - _options.LastingImpact) * (moved - close);
            close = moved;
        }
    }

    private double Volume()
    {
        // Busier in its evening, and when prices move; the constant keeps the mean.
        double hour = 1 + (0.3 * Math.Cos(2 * Math.PI * ((Minute % MinutesPerDay / 60.0) - 15) / 24));
        return _options.TurnoverPerDay / MinutesPerDay * OpenInterest * hour * Math.Exp((0.8 * _volatility) + (0.6 * Normal(8)) - 0.18 - (0.32 * _options.VolatilitySpread * _options.VolatilitySpread));
    }

    private double Change(double volume, double gone)
    {
        double kept = Math.Pow(0.5, 1.0 / 360);
        _trend = (kept * _trend) + (Math.Sqrt(1 - (kept * kept)) * Normal(9));
        double pull = -1e-4 * Math.Log(OpenInterest / _options.StartOpenInterest);
        double change = OpenInterest * ((_options.OpenInterestNoise * Normal(10)) + (_options.OpenInterestTrend * _trend) + pull);
        double most = Math.Min(0.9 * volume, 0.01 * OpenInterest);
        return Math.Clamp(change, -most, most) - (InterestLost * gone);
    }

    private double Positioning()
    {
        double kept = Math.Pow(0.5, 1.0 / 720), spread = _options.PositioningSpread;
        _positioning = (kept * _positioning) + (Math.Sqrt(1 - (kept * kept)) * spread * Normal(13));
        return Math.Min(_options.PositioningShare * Math.Exp(_positioning - (0.5 * spread * spread)), 1);
    }

    private double[] Blend(double[] takers, double[] makers, double share)
    {
        for (int i = 0; i < _mix.Length; i++)
        {
            _mix[i] = (share * takers[i]) + ((1 - share) * makers[i]);
        }

        return _mix;
    }

    private double Uniform(int kind) => new RandomStream(_seed, kind).Uniform(Minute);

    private double Normal(int kind) => new RandomStream(_seed, kind).Normal(Minute);

    private double Exponential(int kind) => new RandomStream(_seed, kind).Exponential(Minute);
}
