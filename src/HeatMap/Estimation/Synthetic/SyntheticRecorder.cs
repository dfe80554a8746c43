namespace HeatMap.Estimation;

/// <summary>Lets an engine run and writes down what a market publishes of it.</summary>
internal sealed class SyntheticRecorder(SyntheticMarketOptions options, long seed)
{
    public const long MinuteMs = 60_000;

    /// <summary>The most orders that one side's liquidations of one minute are cut into.</summary>
    private const int MaxOrders = 2_000;

    private readonly SyntheticEngine _engine = new(options, seed);
    private readonly RandomStream _sizes = new(seed, 100), _clock = new(seed, 101);
    private readonly List<Print> _prints = [];
    private readonly List<Print> _minute = [];
    private long _draws, _clockDraws;

    public SyntheticMarketRun Run()
    {
        for (int i = 0; i < options.WarmUpDays * SyntheticEngine.MinutesPerDay; i++)
        {
            _engine.Step();
        }

        int minutes = options.Days * SyntheticEngine.MinutesPerDay;
        double[] low = new double[minutes], high = new double[minutes], close = new double[minutes];
        var seen = new SyntheticMinute[minutes];
        double liquidated = 0, stopped = 0;
        for (int i = 0; i < minutes; i++)
        {
            SyntheticMinute minute = seen[i] = _engine.Step();
            (double first, close[i]) = (Price(minute.Open), Price(minute.Close));
            low[i] = Math.Min(Price(minute.Low), Math.Min(first, close[i]));
            high[i] = Math.Max(Price(minute.High), Math.Max(first, close[i]));
            liquidated += minute.ForcedLongs + minute.ForcedShorts;
            stopped += minute.Stopped;
            Cut(i);
        }

        double[] published = Published();
        MarketBar[] bars = Bars(seen, low, high, close, published);
        var totals = new SyntheticTotals(seen.Sum(m => m.Volume), liquidated, stopped, _prints.Sum(p => p.Quantity), published.Sum(), bars.Average(b => b.OpenInterest));
        var prints = new SyntheticPrints([.. _prints.Select(p => p.Time)], [.. _prints.Select(p => p.Side)], [.. _prints.Select(p => p.Price)], [.. _prints.Select(p => p.Quantity)], published);
        var series = MarketBars.From(bars, TimeSpan.FromMinutes(options.BarMinutes), MarketScopes.All("synthetic"));
        return new(seed, options, series, prints, totals, low, high, close);
    }

    private double Price(double log) => options.StartPrice * Math.Exp(log);

    /// <summary>Cuts what was liquidated in a minute into orders, in the order in which price met them, within the few or many seconds that it took.</summary>
    private void Cut(int minute)
    {
        _minute.Clear();
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            List<(double Log, double Quantity)> forced = _engine.Forced(side);
            forced.Sort(side == Side.Long ? static (a, b) => b.Log.CompareTo(a.Log) : static (a, b) => a.Log.CompareTo(b.Log));
            double total = options.PrintShare * forced.Sum(f => f.Quantity);
            if (!(total > 0))
            {
                continue;
            }

            int orders = (int)Math.Min(1 + (total * Price(forced[0].Log) / options.OrderNotional), MaxOrders);
            double[] parts = new double[orders];
            _sizes.Exponentials(_draws, parts);
            _draws += orders;
            double sum = parts.Sum(), share = _clock.Uniform(_clockDraws++), start = _clock.Uniform(_clockDraws++);
            double length = 1 + (58_999 * share * share), begin = start * (59_999 - length), done = 0, past = 0;
            int next = 0;
            for (int i = 0; i < orders; i++)
            {
                // The price of the cohort in which the order's middle lies.
                double quantity = total * parts[i] / sum, middle = (done + (0.5 * quantity)) / options.PrintShare;
                while (next < forced.Count - 1 && past + forced[next].Quantity < middle)
                {
                    past += forced[next++].Quantity;
                }

                long time = options.StartUnixMs + (minute * MinuteMs) + (long)(begin + (length * (i + 0.5) / orders));
                _minute.Add(new(time, side, Price(forced[next].Log), quantity, minute));
                done += quantity;
            }
        }

        // Two rising runs; a stable order keeps longs first at equal times.
        _prints.AddRange(_minute.OrderBy(p => p.Time));
    }

    private double[] Published() => options.Throttle switch
    {
        FeedThrottle.LatestPerSecond => [.. _prints.Select((p, i) => i + 1 < _prints.Count && Second(_prints[i + 1]) == Second(p) ? 0 : p.Quantity)],
        FeedThrottle.Bursts => Thinned(),
        _ => [.. _prints.Select(p => p.Quantity)],
    };

    private static long Second(Print print) => (long)Math.Floor(print.Time / 1_000.0);

    /// <summary>A print at 1 / (1 + c √(its minute's notional over the mean)), with the c that leaves one part in so many of all.</summary>
    private double[] Thinned()
    {
        double[] perMinute = new double[options.Days * SyntheticEngine.MinutesPerDay];
        foreach (Print print in _prints)
        {
            perMinute[print.Minute] += print.Price * print.Quantity;
        }

        double all = perMinute.Sum(), mean = all / Math.Max(perMinute.Count(n => n > 0), 1), low = 0, high = 1;
        while (Left(high) > all / options.UndercountFactor && high < 1e9)
        {
            high *= 2;
        }

        for (int i = 0; i < 60; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Left(middle) > all / options.UndercountFactor ? (middle, high) : (low, middle);
        }

        return [.. _prints.Select(p => p.Quantity / Factor(high, perMinute[p.Minute]))];

        double Left(double c) => perMinute.Sum(n => n / Factor(c, n));
        double Factor(double c, double notional) => 1 + (c * Math.Sqrt(notional / Math.Max(mean, double.Epsilon)));
    }

    private MarketBar[] Bars(SyntheticMinute[] seen, double[] low, double[] high, double[] close, double[] published)
    {
        int length = options.BarMinutes;
        double[] longs = new double[seen.Length / length], shorts = new double[longs.Length];
        for (int i = 0; i < published.Length; i++)
        {
            (_prints[i].Side == Side.Long ? longs : shorts)[_prints[i].Minute / length] += published[i] * _prints[i].Price;
        }

        var bars = new MarketBar[longs.Length];
        double funding = 0.0001;
        for (int i = 0; i < bars.Length; i++)
        {
            Range minutes = (i * length)..((i + 1) * length);
            SyntheticMinute[] part = seen[minutes];
            double open = Price(part[0].Open), top = Math.Max(open, high[minutes].Max()), bottom = Math.Min(open, low[minutes].Min()), last = close[minutes][^1];

            // Premium follows the price, slowly; nothing else depends on it.
            funding = (0.99 * funding) + (0.01 * (0.0001 + (0.02 * Math.Log(last / open))));
            bars[i] = new(options.StartUnixMs + ((long)i * length * MinuteMs), open, top, bottom, last)
            {
                MarkOpen = open,
                MarkHigh = top,
                MarkLow = bottom,
                MarkClose = last,
                Volume = part.Sum(m => m.Volume),
                TakerBuyVolume = part.Sum(m => m.TakerBuys),
                OpenInterest = part[^1].OpenInterest,
                LongLiquidations = longs[i],
                ShortLiquidations = shorts[i],
                FundingRate = funding,
            };
        }

        return bars;
    }

    private readonly record struct Print(long Time, Side Side, double Price, double Quantity, int Minute);
}
