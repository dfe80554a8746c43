namespace HeatMap.Cli.Input;

/// <summary>An open positions file.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Reader">What they say.</param>
internal sealed record PositionFile(CsvFile Lines, PositionReader Reader)
{
    public static T Load<T>(InputSettings settings, ToolConsole console, Func<PositionFile, T> load) =>
        CsvFile.Load(settings.Lines with { FromJson = json => ForeignPositions.Read(json, settings.Decimals) }, console, lines => load(new(lines, new(lines.Rows))));
}
