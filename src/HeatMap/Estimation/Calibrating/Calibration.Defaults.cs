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
            AsOf = new(2026, 2, 12),
            OpenInterestScope = "binance",
            LiquidationScope = "binance+bybit+okx",
            Interval = TimeSpan.FromHours(1),
        };
    }

    private static DistanceMix DefaultMix { get; } = Pooled(
        (0.002, 0.02),
        (0.004, 0.02),
        (0.006, 0.025),
        (0.009, 0.025),
        (0.014, 0.02),
        (0.02, 0.02),
        (0.03, 0.03),
        (0.045, 0.03),
        (0.07, 0.01),
        (0.1, 0.05),
        (0.15, 0.05),
        (0.22, 0.13),
        (0.33, 0.13),
        (0.5, 0.14),
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
