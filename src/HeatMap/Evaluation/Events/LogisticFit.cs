namespace HeatMap.Evaluation;

/// <summary>The probability of an event by standardised features: logistic regression with ridge, by Newton's steps. A column of nothing but one value gets no weight.</summary>
internal sealed class LogisticFit
{
    private const int Steps = 30;

    private readonly double[] _means, _deviations, _weights;

    private LogisticFit(double[] means, double[] deviations, double[] weights) => (_means, _deviations, _weights) = (means, deviations, weights);

    public static LogisticFit Fit(ReadOnlySpan<double> table, int width, ReadOnlySpan<bool> outcomes, double ridge)
    {
        int n = outcomes.Length, size = width + 1;
        double[] means = new double[width], deviations = new double[width], weights = new double[size], row = new double[size];
        for (int j = 0; j < width; j++)
        {
            int known = 0;
            for (int i = 0; i < n; i++)
            {
                double x = table[(i * width) + j];
                means[j] += double.IsNaN(x) ? 0 : (x - means[j]) / ++known;
            }

            for (int i = 0; i < n; i++)
            {
                double x = table[(i * width) + j];
                deviations[j] += double.IsNaN(x) ? 0 : (x - means[j]) * (x - means[j]) / known;
            }

            deviations[j] = Math.Sqrt(deviations[j]);
        }

        var fit = new LogisticFit(means, deviations, weights);
        int events = 0;
        foreach (bool outcome in outcomes)
        {
            events += outcome ? 1 : 0;
        }

        // As if half an event and half a quiet interval had been seen, so that no odds are infinite.
        weights[0] = Math.Log((events + 0.5) / (n - events + 0.5));
        double[] matrix = new double[size * size], gradient = new double[size];
        for (int step = 0; step < Steps && events > 0 && events < n; step++)
        {
            Array.Clear(matrix);
            Array.Clear(gradient);
            for (int i = 0; i < n; i++)
            {
                fit.Standardise(table.Slice(i * width, width), row);
                double p = Probability(fit.Sum(row)), off = (outcomes[i] ? 1 : 0) - p, curve = Math.Max(p * (1 - p), 1e-9);
                for (int j = 0; j < size; j++)
                {
                    gradient[j] += off * row[j] / n;
                    for (int k = 0; k <= j; k++)
                    {
                        matrix[(j * size) + k] += curve * row[j] * row[k] / n;
                    }
                }
            }

            for (int j = 1; j < size; j++)
            {
                gradient[j] -= ridge * weights[j];
                matrix[(j * size) + j] += ridge;
            }

            Cholesky.Factor(matrix, size);
            Cholesky.Solve(matrix, size, gradient);
            double most = 0;
            for (int j = 0; j < size; j++)
            {
                // Steps are kept short where events are so rare that a whole one would overshoot.
                weights[j] += Math.Clamp(gradient[j], -2, 2);
                most = Math.Max(most, Math.Abs(gradient[j]));
            }

            if (most < 1e-10)
            {
                break;
            }
        }

        return fit;
    }

    public double Predict(ReadOnlySpan<double> features, double[] scratch)
    {
        Standardise(features, scratch);
        return Probability(Sum(scratch));
    }

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-Math.Clamp(logit, -30, 30)));

    private double Sum(double[] row)
    {
        double sum = 0;
        for (int j = 0; j < row.Length; j++)
        {
            sum += _weights[j] * row[j];
        }

        return sum;
    }

    /// <summary>A leading one for the intercept; the unknown is the mean; nobody is further out than five deviations.</summary>
    private void Standardise(ReadOnlySpan<double> features, double[] row)
    {
        row[0] = 1;
        for (int j = 0; j < features.Length; j++)
        {
            row[j + 1] = double.IsNaN(features[j]) || _deviations[j] == 0 ? 0 : Math.Clamp((features[j] - _means[j]) / _deviations[j], -5, 5);
        }
    }
}
