using HeatMap.Cli.Input;
using HeatMap.Cli.Output;
using HeatMap.Estimation;
using BarColumn = HeatMap.Cli.Input.BarColumn;

namespace HeatMap.Cli.Estimating;

/// <summary>The bars of one venue, checked, and what there is to tell of them.</summary>
/// <param name="Venue">What the user calls the venue; null where there is one and nobody names it.</param>
/// <param name="File">The file that decides which bars there are, for messages.</param>
/// <param name="Table">The files as one table.</param>
/// <param name="Bars">The bars.</param>
/// <param name="Notes">What was left out or stands in for something else, for people.</param>
internal sealed record LoadedBars(string? Venue, string File, BarTable Table, MarketBars Bars, IReadOnlyList<string> Notes)
{
    /// <summary>When the last bar ended, in milliseconds since 1970.</summary>
    public long EndUnixMs => Bars[^1].OpenTimeUnixMs + (long)Bars.Interval.TotalMilliseconds;

    /// <summary>How many bars are missing between the first and the last.</summary>
    public long Missing => ((Bars[^1].OpenTimeUnixMs - Bars[0].OpenTimeUnixMs) / (long)Bars.Interval.TotalMilliseconds) + 1 - Bars.Count;

    /// <summary>Reads all venues, the first one first.</summary>
    /// <exception cref="ToolException">A file cannot be read, or its bars cannot be used.</exception>
    public static LoadedBars[] LoadAll(BarInputSettings settings, ToolConsole console)
    {
        LoadedBars[] all =
        [
            Load(settings, settings.VenueName, settings.Bars, console),
            .. settings.OtherVenues.Select(v => Load(settings, v.Name, settings.Bars with { Files = v.Files, MarkFiles = [], Venue = v.Name }, console)),
        ];
        if (all.FirstOrDefault(b => b.Bars.Interval != all[0].Bars.Interval) is { } other)
        {
            throw ToolException.BadInput(other.File, $"expected bars of {BarSummary.Length(all[0].Bars.Interval)}, as those of {all[0].File}, were of {BarSummary.Length(other.Bars.Interval)}");
        }

        return all;
    }

    /// <summary>Reads the bars of one venue.</summary>
    public static LoadedBars Load(BarInputSettings settings, string? venue, BarSettings files, ToolConsole console)
    {
        BarTable table = BarTableReader.Read(files, console);
        string names = string.Join(", ", files.Files);
        table.Require(names, BarColumn.OpenInterest, BarColumn.OpenInterestUsd);

        // Who names a venue says whose open interest it is.
        MarketScopes scopes = settings.Scopes with { OpenInterest = settings.Scopes.OpenInterest ?? venue, Volume = settings.Scopes.Volume ?? venue };
        var bars = new BarConversion(table, names, settings.From, settings.To, scopes);
        return new(venue, files.Files[0], table, bars.ToBars(), [.. table.Notes, .. bars.Notes]);
    }
}
