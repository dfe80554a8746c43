namespace HeatMap.Estimation;

/// <summary>The default mixes of a synthetic market: a smooth part, and spikes at the leverages that people choose.</summary>
internal static class SyntheticMix
{
    private const int Classes = 24;
    private const double Nearest = 0.0025, Farthest = 0.6, MaintenanceRate = 0.004;

    /// <summary>How much of what is levered sits at common leverages.</summary>
    private const double SpikeShare = 0.4;

    /// <summary>Takers are nearer. Spot-hedged shorts are common, so more shorts than longs are inert.</summary>
    public static DistanceMix Takers { get; } = Make(centre: 0.10, width: 1.2, longInert: 0.25, shortInert: 0.35, [(125, 2), (100, 6), (75, 3), (50, 10), (25, 14), (20, 18), (10, 25), (5, 14), (3, 8)]);

    public static DistanceMix Makers { get; } = Make(centre: 0.22, width: 1.0, longInert: 0.30, shortInert: 0.40, [(125, 1), (100, 2), (75, 1), (50, 4), (25, 8), (20, 12), (10, 26), (5, 24), (3, 22)]);

    private static DistanceMix Make(double centre, double width, double longInert, double shortInert, ReadOnlySpan<(double Leverage, double Weight)> spikes)
    {
        double step = Math.Log(Farthest / Nearest) / (Classes - 1);
        var distances = new double[Classes];
        double[] smooth = new double[Classes], spiked = new double[Classes];
        for (int i = 0; i < Classes; i++)
        {
            distances[i] = Nearest * Math.Exp(i * step);
            double away = Math.Log(distances[i] / centre) / width;
            smooth[i] = Math.Exp(-0.5 * away * away);
        }

        foreach ((double leverage, double weight) in spikes)
        {
            double distance = -Math.Log((1 - (1 / leverage)) / (1 - MaintenanceRate));
            int place = (int)Math.Round(Math.Log(distance / Nearest) / step);
            spiked[Math.Clamp(place, 0, Classes - 1)] += weight;
        }

        double smoothSum = smooth.Sum(), spikeSum = spiked.Sum();
        var classes = new DistanceClass[Classes + 1];
        for (int i = 0; i < Classes; i++)
        {
            double share = ((1 - SpikeShare) * smooth[i] / smoothSum) + (SpikeShare * spiked[i] / spikeSum);
            classes[i] = new(distances[i], (1 - longInert) * share, (1 - shortInert) * share);
        }

        classes[Classes] = new(double.PositiveInfinity, longInert, shortInert);
        return new(classes);
    }
}
