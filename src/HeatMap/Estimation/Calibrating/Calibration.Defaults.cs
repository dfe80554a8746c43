namespace HeatMap.Estimation;

/// <content>What is shipped.</content>
public sealed partial record Calibration
{
    /// <summary>The shipped calibration: fitted for BTC, hourly, and marked as not validated for every other asset.</summary>
    /// <param name="baseAsset">For example BTC.</param>
    public static Calibration Default(string baseAsset)
    {
        bool isFitted = baseAsset == "BTC";
        return new()
        {
            BaseAsset = baseAsset,
            Mix = DefaultMix,
            IsValidated = isFitted,
            AsOf = new(2026, 4, 10),
            OpenInterestScope = "binance",
            LiquidationScope = "binance+bybit+okx",
            Interval = TimeSpan.FromHours(1),
            Volume = VolumeUse.ByRange,
            WindowStartUnixMs = 1_764_828_000_000,
            WindowEndUnixMs = 1_775_865_600_000,
        };
    }

    /// <summary>A common ladder and the standing stock of Hyperliquid in halves, fitted to BTC by the hour and smoothed. Only classes up to 0.015 are learnt from data; the rest is the prior.</summary>
    private static DistanceMix DefaultMix { get; } = Pooled(
        (0.0024, 0.010973),
        (0.0028, 0.008889),
        (0.0033, 0.007685),
        (0.004, 0.008205),
        (0.0048, 0.009472),
        (0.0057, 0.010516),
        (0.0068, 0.011208),
        (0.008, 0.011489),
        (0.01, 0.011473),
        (0.0125, 0.011607),
        (0.016, 0.012346),
        (0.02, 0.013399),
        (0.025, 0.015014),
        (0.032, 0.016789),
        (0.04, 0.017021),
        (0.052, 0.016002),
        (0.07, 0.021170),
        (0.1, 0.039740),
        (0.15, 0.069551),
        (0.22, 0.114197),
        (0.33, 0.138705),
        (0.5, 0.124550),
        (double.PositiveInfinity, 0.30));

    private static DistanceMix Pooled(params ReadOnlySpan<(double Distance, double Share)> classes)
    {
        var mix = new DistanceClass[classes.Length];
        for (int i = 0; i < mix.Length; i++)
        {
            mix[i] = new(classes[i].Distance, classes[i].Share, classes[i].Share);
        }

        return new(mix);
    }
}
