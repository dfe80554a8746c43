namespace HeatMap.Cli.Input;

/// <summary>A file of events, read to its end.</summary>
/// <param name="Log">The events.</param>
/// <param name="Lines">The line of each of them.</param>
/// <param name="Names">What the file calls its positions.</param>
/// <param name="Skipped">How many lines were left out, by reason; grows where events are refused later.</param>
internal sealed record EventFile(PositionEventLog Log, IReadOnlyList<long> Lines, PositionNames Names, IReadOnlyDictionary<string, long> Skipped)
{
    /// <summary>Reads all events and hands them on while errors still carry the name of the file.</summary>
    /// <param name="settings">What to read.</param>
    /// <param name="symbol">The contract whose events are wanted; null for the only one.</param>
    /// <param name="console">Where progress and left out lines are told.</param>
    /// <param name="use">What to do with the events; may refuse one by its place in the log, as if its line were bad.</param>
    /// <param name="before">What the log held before what the file holds; grows by it.</param>
    public static T Load<T>(CsvSettings settings, string? symbol, ToolConsole console, Func<EventFile, Action<BadRow>, T> use, EventsSoFar? before = null) => CsvFile.Load(settings, console, file =>
    {
        EventsSoFar all = before ?? new();
        file.Count(all.Skipped);
        var reader = new EventReader(file.Rows, all);
        var filter = new SymbolFilter(file.Rows, settings.File, symbol, all.Symbols);
        file.ReadAll(() =>
        {
            if (filter.Takes())
            {
                all.Log.Add(reader.Parse());
                all.Lines.Add(file.Rows.Line);
            }
        });
        filter.RequireOne();

        // Lines that only the play refuses are refused again by the next one.
        all.Skipped = new Dictionary<string, long>(file.Skipped);
        T result = use(new(all.Log, all.Lines, all.Names, file.Skipped), file.Skip);
        file.TellSkipped();
        return result;
    });
}
