namespace HeatMap;

/// <summary>The formulas of the Tweedie family, without cases at powers 1 and 2.</summary>
internal static class Tweedie
{
    /// <summary><c>(exp(a x) − 1)/a</c>, and x at a = 0: the power a of exp(x), made to go through its limit.</summary>
    public static double Growth(double a, double x) => a == 0 || x == 0 ? x : NormalLaw.ExpLessOne(a * x) / a;

    /// <summary>The unit deviance of arguments that are checked.</summary>
    public static double Deviance(double y, double mean, double power)
    {
        if (power == 0)
        {
            return (y - mean) * (y - mean);
        }

        double scale = 2 * Math.Pow(mean, 2 - power);
        if (y == 0)
        {
            return scale / (2 - power);
        }

        // Less than nothing is rounding.
        double ratio = y / mean, log = Math.Log(y) - Math.Log(mean);
        log = double.IsNormal(ratio) ? Math.Log(ratio) : log;
        return Math.Max(0, scale * ((ratio * Growth(1 - power, log)) - Growth(2 - power, log)));
    }

    /// <summary>Half the deviance by the logarithm of the mean, but for what depends on the observation alone: convex in the logarithm.</summary>
    public static double Loss(double y, double logMean, double power) => Growth(2 - power, logMean) - (y == 0 ? 0 : y * Growth(1 - power, logMean));
}
