namespace HeatMap.Benchmarks;

/// <summary>Readings as one would write them at first: LINQ over bands, each answer on its own.</summary>
internal sealed class LinqReading
{
    private readonly LiquidationMap _map;
    private readonly (PriceBand Band, double Long, double Short)[] _bands;

    public LinqReading(LiquidationMap map)
    {
        _map = map;
        _bands = [.. Enumerable.Range(0, map.Grid.Count).Select(b => (map.Grid[b], map[b].Long, map[b].Short))];
    }

    public double Asymmetry(double within)
    {
        double longs = _bands.Where(b => b.Band.Middle >= _map.MarkPrice * (1 - within)).Sum(b => b.Long);
        double shorts = _bands.Where(b => b.Band.Middle <= _map.MarkPrice * (1 + within)).Sum(b => b.Short);
        return (shorts - longs) / (shorts + longs);
    }

    /// <summary>Every peak looks left and right for higher ground.</summary>
    public List<(Side Side, int Peak, PriceRange Range, double Prominence, double Notional)> Zones(double minProminence) =>
    [
        .. Zones(Side.Long, [.. _bands.Select(b => b.Long)], minProminence)
            .Concat(Zones(Side.Short, [.. _bands.Select(b => b.Short)], minProminence))
            .OrderByDescending(z => z.Prominence),
    ];

    public (double Long, double Short) CentresOfMass() => (
        _bands.Sum(b => b.Long * Math.Log(b.Band.Middle / _map.MarkPrice)) / _bands.Sum(b => b.Long),
        _bands.Sum(b => b.Short * Math.Log(b.Band.Middle / _map.MarkPrice)) / _bands.Sum(b => b.Short));

    public (double Hhi, double Gini, double Entropy) Concentration(Side? side)
    {
        double[] notional = [.. _bands.Select(b => (side == Side.Short ? 0 : b.Long) + (side == Side.Long ? 0 : b.Short))];
        double sum = notional.Sum();
        double hhi = notional.Sum(n => n / sum * (n / sum)), entropy = -notional.Where(n => n > 0).Sum(n => n / sum * Math.Log(n / sum));
        double gini = notional.Order().Select((n, i) => ((2.0 * (i + 1)) - notional.Length - 1) * n).Sum() / (notional.Length * sum);
        return (hhi, gini, entropy);
    }

    public List<PriceRange> Gaps(Side side)
    {
        var densities = _bands.Select(b => (b.Band, Density: (side == Side.Long ? b.Long : b.Short) / (b.Band.Upper - b.Band.Lower))).ToList();
        double[] filled = [.. densities.Where(d => d.Density > 0).Select(d => d.Density).Order()];
        double thin = 0.25 * filled[filled.Length / 2];
        var gaps = new List<PriceRange>();
        foreach ((PriceBand band, double density) in densities.Where(d => side == Side.Long ? d.Band.Lower < _map.MarkPrice : d.Band.Upper > _map.MarkPrice))
        {
            if (density < thin)
            {
                if (gaps.Count > 0 && gaps[^1].High == band.Lower)
                {
                    gaps[^1] = gaps[^1] with { High = band.Upper };
                }
                else
                {
                    gaps.Add(new(band.Lower, band.Upper));
                }
            }
        }

        return [.. gaps.Where(g => g.High - g.Low >= 0.001 * _map.MarkPrice).OrderByDescending(g => g.High - g.Low)];
    }

    public (double Long, double Short) Touched(PriceReach reach) => (
        _bands.Sum(b => b.Long * reach.Touch(_map.MarkPrice, Math.Min(b.Band.Upper, _map.MarkPrice))),
        _bands.Sum(b => b.Short * reach.Touch(_map.MarkPrice, Math.Max(b.Band.Lower, _map.MarkPrice))));

    /// <summary>All of it, as a report asks.</summary>
    public int Report(ReportOptions options)
    {
        double sum = options.Distances.Sum(Asymmetry) + CentresOfMass().Long + Concentration(Side.Long).Hhi + Concentration(Side.Short).Hhi + Concentration(null).Hhi;
        var zones = Zones(options.MinProminence);
        int found = zones.Where(z => z.Side == Side.Long).Take(options.MostZones).Count() + zones.Where(z => z.Side == Side.Short).Take(options.MostZones).Count();
        found += Gaps(Side.Long).Count + Gaps(Side.Short).Count;
        foreach (TimeSpan horizon in options.Horizons)
        {
            sum += Touched(options.Model!.Within(horizon)).Long;
        }

        return found + (sum > 0 ? 1 : 0);
    }

    private List<(Side Side, int Peak, PriceRange Range, double Prominence, double Notional)> Zones(Side side, double[] heights, double minProminence) =>
    [
        .. Enumerable.Range(0, heights.Length)
            .Where(i => heights[i] > 0 && (i == 0 || heights[i - 1] < heights[i]) && heights.Skip(i + 1).SkipWhile(h => h == heights[i]).FirstOrDefault() < heights[i])
            .Select(i => (Peak: i, Prominence: heights[i] - Math.Max(Saddle(heights, i, -1), Saddle(heights, i, 1))))
            .Where(p => p.Prominence >= minProminence)
            .Select(p => (p.Peak, p.Prominence, First: Reach(heights, p.Peak, -1, heights[p.Peak] - (p.Prominence / 2)), Last: Reach(heights, p.Peak, 1, heights[p.Peak] - (p.Prominence / 2))))
            .Select(p => (side, p.Peak, new PriceRange(_bands[p.First].Band.Lower, _bands[p.Last].Band.Upper), p.Prominence, heights.Skip(p.First).Take(p.Last - p.First + 1).Sum())),
    ];

    /// <summary>The lowest bar on the way to higher ground; zero where there is none.</summary>
    private static double Saddle(double[] heights, int peak, int step)
    {
        double lowest = heights[peak];
        for (int i = peak + step; i >= 0 && i < heights.Length; i += step)
        {
            lowest = Math.Min(lowest, heights[i]);
            if (heights[i] > heights[peak] || (heights[i] == heights[peak] && i < peak))
            {
                return lowest;
            }
        }

        return 0;
    }

    private static int Reach(double[] heights, int peak, int step, double level)
    {
        int i = peak;
        while (i + step >= 0 && i + step < heights.Length && heights[i + step] >= level)
        {
            i += step;
        }

        return i;
    }
}
