using System.Collections.Immutable;
using HeatMap.Estimation;

namespace HeatMap.Evaluation;

/// <summary>What one model expected of every test, each by the fit before it.</summary>
internal sealed class VolumeForecast
{
    /// <summary>How many members stand for a predictive distribution: with the outcome they make a hundred places.</summary>
    private const int Members = 99;

    private const int PitBins = 10;

    private readonly double _power;
    private readonly double[] _ridges;
    private readonly double[][] _ratios;
    private readonly double[] _constants;
    private readonly int[] _folds;
    private readonly ImmutableArray<double> _elasticities;

    private VolumeForecast(string name, TestRows test, ReadOnlySpan<int> maps, ForcedVolumeOptions options, Func<string, bool>? isUsed, VolumeForecast? ridgesOf)
    {
        (Name, _power) = (name, options.Power);
        VolumeRows rows = test.Rows;
        ImmutableArray<int> columns = [.. Enumerable.Range(0, rows.Names.Length).Where(i => isUsed?.Invoke(rows.Names[i]) ?? true)];
        int folds = test.Folds.Length, place = 0;
        (Raw, Means, _folds) = (new double[test.Count], new double[test.Count], new int[test.Count]);
        (_ridges, _ratios, _constants) = (new double[folds], new double[folds][], new double[folds]);
        double[] shares = new double[maps.Length];
        for (int fold = 0; fold < folds; fold++)
        {
            WalkForwardFold part = test.Folds[fold];

            // One ridge for all models of a fold, chosen by the path alone: no model is better for a luckier choice.
            ForcedVolumeOptions chosen = ridgesOf is null ? options : options with { Ridges = [ridgesOf._ridges[fold]] };
            var model = ForcedVolumeModel.Fit(rows, part.TrainCount, columns, maps, chosen);
            (_ridges[fold], _elasticities) = (model.Ridge, model.Elasticities);
            double[] ratios = new double[part.TrainCount];
            for (int row = 0; row < part.TrainCount; row++)
            {
                ForcedVolumeModel.Shares(rows, row, maps, shares);
                ratios[row] = rows.Targets[row] / (model.Scale * model.RawMean(rows.Features(row), shares));
                _constants[fold] += rows.Targets[row] / part.TrainCount;
            }

            _ratios[fold] = Thin(ratios);
            for (int row = part.TestStart; row < part.TestStart + part.TestCount; row++, place++)
            {
                ForcedVolumeModel.Shares(rows, row, maps, shares);
                Raw[place] = model.RawMean(rows.Features(row), shares);
                (Means[place], _folds[place]) = (model.Scale * Raw[place], fold);
            }
        }
    }

    public string Name { get; }

    /// <summary>What minimises the deviance.</summary>
    public double[] Raw { get; }

    /// <summary>The same, scaled so that dollars of the training rows add up.</summary>
    public double[] Means { get; }

    public static VolumeForecast Run(string name, TestRows test, ReadOnlySpan<int> maps, ForcedVolumeOptions options, Func<string, bool>? isUsed, VolumeForecast? ridgesOf = null) =>
        new(name, test, maps, options, isUsed, ridgesOf);

    public double[] Deviances(TestRows test)
    {
        var deviances = new double[test.Count];
        for (int i = 0; i < deviances.Length; i++)
        {
            deviances[i] = QuantityScore.TweedieDeviance(test.Target(i), Raw[i], _power);
        }

        return deviances;
    }

    public double[] LogScores(TestRows test)
    {
        var scores = new double[test.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = QuantityScore.PoissonLogScore(test.Target(i), Means[i]);
        }

        return scores;
    }

    /// <summary>The share of the spread of log volumes that a line through log means explains.</summary>
    public double RSquaredOfLogs(TestRows test)
    {
        // A hundredth of a usual volume, so that zeros have a logarithm.
        double floor = 0.01 * _constants[0];
        double[] logs = new double[test.Count], means = new double[test.Count];
        for (int i = 0; i < logs.Length; i++)
        {
            (logs[i], means[i]) = (Math.Log(test.Target(i) + floor), Math.Log(Means[i]));
        }

        double correlation = Correlation.Pearson(logs, means);
        return correlation * correlation;
    }

    public ModelScore Score(TestRows test)
    {
        double deviance = 0, constant = 0, gamma = 0, log = 0, crps = 0, sum = 0;
        int positive = 0;
        double[] pinball = new double[3], pit = new double[test.Count], members = new double[Members];
        ReadOnlySpan<double> levels = [0.5, 0.9, 0.99];
        for (int i = 0; i < test.Count; i++)
        {
            double y = test.Target(i), mean = Means[i], plain = _constants[_folds[i]];
            double[] ratios = _ratios[_folds[i]];
            deviance += QuantityScore.TweedieDeviance(y, Raw[i], _power);
            constant += QuantityScore.TweedieDeviance(y, plain, _power);
            log += QuantityScore.PoissonLogScore(y, mean) - QuantityScore.PoissonLogScore(y, plain);
            sum += mean;
            if (y > 0)
            {
                gamma += QuantityScore.TweedieDeviance(y, mean, 2);
                positive++;
            }

            for (int j = 0; j < Members; j++)
            {
                members[j] = mean * ratios[j];
            }

            crps += QuantityScore.CrpsEnsemble(members, y);
            pit[i] = QuantityScore.PitEnsemble(members, y);
            for (int j = 0; j < levels.Length; j++)
            {
                pinball[j] += QuantityScore.Pinball(members[Math.Min((int)(levels[j] * Members), Members - 1)], y, levels[j]);
            }
        }

        int n = test.Count;
        return new()
        {
            Name = Name,
            TweedieDeviance = deviance / n,
            ExplainedDeviance = constant > 0 ? 1 - (deviance / constant) : double.NaN,
            GammaDeviance = positive == 0 ? double.NaN : gamma / positive,
            NatsPerDollar = log / test.Volume,
            RSquaredOfLogs = RSquaredOfLogs(test),
            Crps = crps / n,
            Pinball50 = pinball[0] / n,
            Pinball90 = pinball[1] / n,
            Pinball99 = pinball[2] / n,
            Pit = PitHistogram.Of(pit, PitBins),
            Sides = Sides(test),
            VolumeRatio = test.Volume / sum,
            Elasticities = _elasticities,
            Ridges = [.. _ridges],
            DeviancesByDay = [.. test.ByDay(Deviances(test))],
            LogScoresByDay = [.. test.ByDay(LogScores(test))],
        };
    }

    /// <summary>Longs and shorts of an interval follow each other.</summary>
    private BinaryScore Sides(TestRows test)
    {
        List<double> probabilities = [];
        List<bool> outcomes = [];
        for (int i = 0; i + 1 < test.Count; i += 2)
        {
            double longs = test.Target(i), shorts = test.Target(i + 1);
            if (longs != shorts)
            {
                double[] ratios = _ratios[_folds[i]];
                probabilities.Add(More(Means[i], Means[i + 1], ratios));
                outcomes.Add(longs > shorts);
            }
        }

        return BinaryScore.Of(probabilities.ToArray(), outcomes.ToArray());
    }

    /// <summary>How often a member of one distribution is above one of the other; ties count half. Both are multiples of the same rising ratios.</summary>
    private static double More(double left, double right, double[] ratios)
    {
        int below = 0, upTo = 0;
        double pairs = 0;
        foreach (double ratio in ratios)
        {
            while (below < ratios.Length && right * ratios[below] < left * ratio)
            {
                below++;
            }

            while (upTo < ratios.Length && right * ratios[upTo] <= left * ratio)
            {
                upTo++;
            }

            pairs += below + ((upTo - below) / 2.0);
        }

        return pairs / ((double)ratios.Length * ratios.Length);
    }

    /// <summary>The middle of each of ninety-nine equal parts of what was seen.</summary>
    private static double[] Thin(double[] ratios)
    {
        Array.Sort(ratios);
        var thin = new double[Members];
        for (int i = 0; i < Members; i++)
        {
            thin[i] = ratios[(int)((i + 0.5) / Members * ratios.Length)];
        }

        return thin;
    }
}
