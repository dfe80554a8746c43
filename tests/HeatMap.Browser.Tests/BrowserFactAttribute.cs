namespace HeatMap.Browser.Tests;

/// <summary>A test that needs a browser. Without one it is skipped with the reason; under continuous integration it fails, because nobody reads skipped tests there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Missing is { } reason && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = reason;
        }
    }
}
