using System.Globalization;

namespace HeatMap.Tests;

/// <summary>Assertions that say what was expected of a number or a message.</summary>
internal static class Expect
{
    /// <summary>An exception whose message holds all of the texts.</summary>
    public static T Throws<T>(Action act, params string[] texts)
        where T : Exception
    {
        T error = Assert.Throws<T>(act);
        foreach (string text in texts)
        {
            Assert.Contains(text, error.Message, StringComparison.Ordinal);
        }

        return error;
    }

    public static void Near(double expected, double actual, double tolerance, string what = "")
    {
        if (!(Math.Abs(actual - expected) <= tolerance))
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what} expected {expected:R} ± {tolerance:R}, was {actual:R}, off by {actual - expected:R}"));
        }
    }

    public static void NearRelative(double expected, double actual, double relative = 1e-12, string what = "") =>
        Near(expected, actual, Math.Abs(expected) * relative, what);

    public static void SameBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
