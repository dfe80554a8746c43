namespace HeatMap.Cli.Input;

/// <summary>Chooses bands for prices that are levels: each in a band of its own.</summary>
internal static class LevelGrid
{
    private const double LeastStep = 1e-6;

    /// <summary>The bands of levels.</summary>
    /// <param name="levels">Ascending, all different, &gt; 0.</param>
    /// <exception cref="ArgumentException">They are too near to each other for any bands.</exception>
    public static BandGrid For(ReadOnlySpan<double> levels)
    {
        double first = levels[0], last = levels[^1];
        if (levels.Length == 1)
        {
            return BandGrid.Geometric(BandGrid.DefaultStep, new(first * (1 - BandGrid.DefaultStep), first * (1 + BandGrid.DefaultStep)));
        }

        double mean = (last - first) / (levels.Length - 1), narrowest = double.PositiveInfinity, leastRatio = double.PositiveInfinity;
        bool isUniform = true;
        for (int i = 1; i < levels.Length; i++)
        {
            narrowest = Math.Min(narrowest, levels[i] - levels[i - 1]);
            leastRatio = Math.Min(leastRatio, levels[i] / levels[i - 1]);
            isUniform &= Math.Abs(levels[i] - (first + (i * mean))) <= mean / 50;
        }

        if (isUniform && Uniform(levels, mean) is { } uniform)
        {
            return uniform;
        }

        // Levels that are at least a width apart never share a band. Of both kinds of bands, the one that needs fewer.
        double width = Floor(narrowest, 3), step = Floor(Math.Min(leastRatio - 1, 10), 3);
        bool takesUniform = step < LeastStep || (last - first) / width <= Math.Log(last / first) / Math.Log(1 + step);
        return takesUniform ? BandGrid.Uniform(width, new(first, Math.BitIncrement(last))) : BandGrid.Geometric(step, new(first, Math.BitIncrement(last)));
    }

    /// <summary>Bands as wide as the axis has steps, of as few digits as put each level into the next band; null where rounded levels lie on edges.</summary>
    private static BandGrid? Uniform(ReadOnlySpan<double> levels, double mean)
    {
        for (int digits = 1; digits <= 15; digits++)
        {
            double width = double.Parse(mean.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            var grid = BandGrid.Uniform(width, new(levels[0], Math.BitIncrement(levels[^1])));
            if (IsInTurn(grid, levels))
            {
                return grid;
            }
        }

        return null;
    }

    private static bool IsInTurn(BandGrid grid, ReadOnlySpan<double> levels)
    {
        for (int i = 0; i < levels.Length; i++)
        {
            if (grid.IndexOf(levels[i]) != i)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A number of few digits that is not greater.</summary>
    private static double Floor(double value, int digits)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)) - digits + 1);
        double rounded = double.Parse((Math.Floor(value / power) * power).ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded > 0 && rounded <= value ? rounded : value * 0.99;
    }
}
