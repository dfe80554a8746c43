using HeatMap.Cli.Input;
using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>Which bars to read, of which market, and what is known of it beforehand: what <c>estimate</c>, <c>calibrate</c> and <c>score</c> are told.</summary>
internal record BarInputSettings
{
    /// <summary>The bars of the first venue, or of the only one.</summary>
    public required BarSettings Bars { get; init; }

    /// <summary>What the user calls the venue of <see cref="Bars"/>; null where nobody says.</summary>
    public string? VenueName { get; init; }

    /// <summary>Other venues with bars of their own.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Files)> OtherVenues { get; init; } = [];

    /// <summary>For example BTC; null where nobody says, and then nothing is validated.</summary>
    public string? Asset { get; init; }

    /// <summary>Over which markets columns are counted.</summary>
    public MarketScopes Scopes { get; init; } = MarketScopes.Unstated;

    /// <summary>A calibration in its text form; null for the shipped one.</summary>
    public string? CalibrationFile { get; init; }

    /// <summary>How much a bar is taken to have traded; null for what the calibration was fitted under.</summary>
    public VolumeUse? Volume { get; init; }

    /// <summary>The fraction by which bands of the state grow.</summary>
    public double Step { get; init; } = 0.0005;

    /// <summary>Bars that begin before are left out, in milliseconds since 1970; null for none.</summary>
    public long? From { get; init; }

    /// <summary>Bars that begin then or later are left out; null for none.</summary>
    public long? To { get; init; }

    /// <summary>Every file that is read.</summary>
    public IEnumerable<string?> Inputs => [.. Bars.Files, .. Bars.MarkFiles, .. OtherVenues.SelectMany(static v => v.Files), CalibrationFile];
}
