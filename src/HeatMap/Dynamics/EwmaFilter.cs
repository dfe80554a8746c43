namespace HeatMap;

/// <summary>The variance that returns leave behind when older ones count less: <c>σ² = λ σ² + (1 − λ) r²</c> after each.</summary>
internal static class EwmaFilter
{
    public const double DefaultDecay = 0.94;

    public static double MeanSquare(ReadOnlySpan<double> returns)
    {
        double sum = 0;
        foreach (double r in returns)
        {
            sum += r * r;
        }

        return sum / returns.Length;
    }

    public static double Next(double variance, double logReturn, double decay) => (decay * variance) + ((1 - decay) * logReturn * logReturn);
}
