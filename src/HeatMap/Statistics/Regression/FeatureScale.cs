namespace HeatMap;

/// <summary>What standardises the features of rows with weight: mean, deviation and range of each column. A constant column has a deviation of zero.</summary>
internal sealed class FeatureScale
{
    public FeatureScale(RegressionRows rows)
    {
        int features = rows.FeatureCount;
        Means = new double[features];
        Deviations = new double[features];
        Lows = new double[features];
        Highs = new double[features];
        for (int i = 0; i < rows.Count; i++)
        {
            double weight = rows.Weight(i);
            if (weight == 0)
            {
                continue;
            }

            bool isFirst = Weight == 0;
            Weight += weight;
            ReadOnlySpan<double> row = rows.Row(i);
            for (int j = 0; j < features; j++)
            {
                Means[j] += (row[j] - Means[j]) * (weight / Weight);
                Lows[j] = isFirst ? row[j] : Math.Min(Lows[j], row[j]);
                Highs[j] = isFirst ? row[j] : Math.Max(Highs[j], row[j]);
            }
        }

        for (int i = 0; i < rows.Count; i++)
        {
            double share = rows.Weight(i) / Weight;
            ReadOnlySpan<double> row = rows.Row(i);
            for (int j = 0; j < features && share > 0; j++)
            {
                double off = row[j] - Means[j];
                Deviations[j] += share * off * off;
            }
        }

        for (int j = 0; j < features; j++)
        {
            Deviations[j] = Lows[j] == Highs[j] ? 0 : Math.Sqrt(Deviations[j]);
            Means[j] = Deviations[j] == 0 ? Lows[j] : Means[j];
        }
    }

    public double[] Means { get; }

    public double[] Deviations { get; }

    public double[] Lows { get; }

    public double[] Highs { get; }

    /// <summary>The sum of weights.</summary>
    public double Weight { get; }

    /// <summary>Standardises one row behind a leading 1, which is the intercept's.</summary>
    public void Standardise(ReadOnlySpan<double> row, Span<double> destination)
    {
        destination[0] = 1;
        for (int j = 0; j < row.Length; j++)
        {
            destination[j + 1] = Deviations[j] == 0 ? 0 : (row[j] - Means[j]) / Deviations[j];
        }
    }
}
