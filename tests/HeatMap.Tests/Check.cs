using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace HeatMap.Tests;

/// <summary>Runs a property inside a plain fact.</summary>
/// <remarks>
/// The cases are the same in every run, so that a red run is about the change before it. HEATMAP_RANDOM=1 draws new ones; a failure prints a triple, and
/// HEATMAP_REPLAY set to its three numbers replays it.
/// </remarks>
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
        else if (Environment.GetEnvironmentVariable("HEATMAP_RANDOM") != "1")
        {
            config = config.WithReplay(0x48656174_4D617031, 0x9E3779B9_7F4A7C15);
        }

        property.Check(config);
    }
}
