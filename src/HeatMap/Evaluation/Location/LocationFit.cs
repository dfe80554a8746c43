namespace HeatMap.Evaluation;

/// <summary>What the baselines of location learn from training windows: how fast a Laplace density falls, a kernel of distance, how much a map is worth beside it.</summary>
internal static class LocationFit
{
    private const int KernelSteps = 48;
    private const double KernelStep = 0.25;
    private const double KernelStart = -4;

    private static readonly double[] Scales = [0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];

    /// <summary>The scale that scores best on training windows, in standard deviations: chosen for the baseline.</summary>
    public static double LaplaceScale(ReadOnlySpan<LocationWindow> training, bool aroundMean, double evenShare)
    {
        double best = double.NegativeInfinity, scale = Scales[0];
        foreach (double tried in Scales)
        {
            double sum = 0;
            foreach (LocationWindow window in training)
            {
                sum += window.Score(Laplace(window, tried, aroundMean), evenShare);
            }

            (best, scale) = sum > best ? (sum, tried) : (best, scale);
        }

        return scale;
    }

    public static double[] Laplace(LocationWindow window, double scale, bool aroundMean)
    {
        var density = new double[window.Count];
        double centre = aroundMean ? window.MeanDistance : 0, nearest = double.PositiveInfinity;
        for (int cell = 0; cell < density.Length; cell++)
        {
            density[cell] = Math.Abs(window.Middle(cell) - centre) / scale;
            nearest = Math.Min(nearest, density[cell]);
        }

        for (int cell = 0; cell < density.Length; cell++)
        {
            density[cell] = Math.Exp(nearest - density[cell]);
        }

        LocationWindow.Normalise(density);
        return density;
    }

    /// <summary>Dollars by distance over how often that distance was reached, weighed by the dollars of each window so that quiet ones do not count like cascades.</summary>
    public static double[] Kernel(ReadOnlySpan<LocationWindow> training)
    {
        double[] over = new double[KernelSteps], under = new double[KernelSteps];
        foreach (LocationWindow window in training)
        {
            double sum = 0;
            foreach (double dollars in window.Dollars)
            {
                sum += dollars;
            }

            for (int cell = 0; cell < window.Count; cell++)
            {
                int step = StepOf(window.Middle(cell));
                over[step] += window.Dollars[cell];
                under[step] += sum / window.Count;
            }
        }

        for (int step = 0; step < KernelSteps; step++)
        {
            // As if one window's worth of even dollars had been seen everywhere.
            double even = under[step] > 0 ? 0.01 * under.Max() : 1;
            over[step] = (over[step] + even) / (under[step] + even);
        }

        return over;
    }

    public static double[] KernelDensity(LocationWindow window, double[] kernel)
    {
        var density = new double[window.Count];
        for (int cell = 0; cell < density.Length; cell++)
        {
            density[cell] = kernel[StepOf(window.Middle(cell))];
        }

        LocationWindow.Normalise(density);
        return density;
    }

    /// <summary>The weight of a map beside the kernel that is likeliest on training windows, by expectation and maximisation of two parts.</summary>
    public static double Weight(ReadOnlySpan<LocationWindow> training, int density, double[] kernel, double evenShare)
    {
        double weight = 0.5;
        double[][] kernels = new double[training.Length][];
        for (int i = 0; i < kernels.Length; i++)
        {
            kernels[i] = KernelDensity(training[i], kernel);
        }

        for (int round = 0; round < 100; round++)
        {
            double own = 0, all = 0;
            for (int i = 0; i < training.Length; i++)
            {
                LocationWindow window = training[i];
                double even = evenShare / (1 - evenShare) / window.Count;
                for (int cell = 0; cell < window.Count; cell++)
                {
                    double map = weight * (window.Densities[density][cell] + even), rest = (1 - weight) * (kernels[i][cell] + even);
                    own += window.Dollars[cell] * (map / (map + rest));
                    all += window.Dollars[cell];
                }
            }

            weight = all > 0 ? own / all : weight;
        }

        return weight;
    }

    public static double[] Mix(ReadOnlySpan<double> map, double[] kernel, double weight)
    {
        var mixed = new double[kernel.Length];
        for (int cell = 0; cell < mixed.Length; cell++)
        {
            mixed[cell] = (weight * map[cell]) + ((1 - weight) * kernel[cell]);
        }

        return mixed;
    }

    private static int StepOf(double distance) => Math.Clamp((int)Math.Floor((distance - KernelStart) / KernelStep), 0, KernelSteps - 1);
}
