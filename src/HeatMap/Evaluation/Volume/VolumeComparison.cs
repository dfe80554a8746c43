namespace HeatMap.Evaluation;

/// <summary>One model against another on the same tests, day by day.</summary>
internal static class VolumeComparison
{
    public static ScoreIncrement Of(VolumeForecast baseline, VolumeForecast model, TestRows test, BootstrapOptions bootstrap)
    {
        double[] losses = test.ByDay(model.Deviances(test)), others = test.ByDay(baseline.Deviances(test)), volumes = new double[test.Count];
        double[] gains = model.LogScores(test), before = baseline.LogScores(test);
        for (int i = 0; i < gains.Length; i++)
        {
            gains[i] -= before[i];
            volumes[i] = test.Target(i);
        }

        int days = 0;
        for (int day = 0; day < losses.Length; day++)
        {
            days += losses[day] < others[day] ? 1 : 0;
        }

        return new()
        {
            Map = model.Name,
            Baseline = baseline.Name,
            DevianceGain = BlockBootstrap.Skill(losses, others, bootstrap),
            NatsPerDollar = BlockBootstrap.Ratio(test.ByDay(gains), test.ByDay(volumes), bootstrap),
            RSquaredGain = model.RSquaredOfLogs(test) - baseline.RSquaredOfLogs(test),
            BetterDays = (double)days / losses.Length,
            PValue = losses.Length < 2 ? double.NaN : DieboldMariano.Of(others, losses).PValue,
        };
    }
}
