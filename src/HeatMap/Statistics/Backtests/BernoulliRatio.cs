namespace HeatMap;

/// <summary>Parts of likelihood ratios, with 0 ln 0 = 0.</summary>
internal static class BernoulliRatio
{
    /// <summary>Twice the log likelihood that hits gain when their probability is their share rather than a given one; &gt;= 0.</summary>
    public static double Twice(long hits, long tries, double probability) => tries == 0 ? 0
        : Math.Max(0, 2 * (Part(hits, tries, probability) + Part(tries - hits, tries, 1 - probability)));

    private static double Part(long count, long tries, double probability) => count == 0 ? 0 : count * Math.Log((double)count / tries / probability);
}
