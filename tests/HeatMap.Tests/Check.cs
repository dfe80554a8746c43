using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace HeatMap.Tests;

/// <summary>Runs a property inside a plain fact. A failure prints a triple that replays it: set HEATMAP_REPLAY to its three numbers.</summary>
internal static class Check
{
    public static void That(Property property, int cases = 300)
    {
        Config config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(cases);
        if (Environment.GetEnvironmentVariable("HEATMAP_REPLAY") is { Length: > 0 } text)
        {
            ulong[] part = [.. text.Trim('(', ')').Split(',').Select(p => ulong.Parse(p, CultureInfo.InvariantCulture))];
            config = config.WithReplay(part[0], part[1], (int)part[2]);
        }

        property.Check(config);
    }
}
