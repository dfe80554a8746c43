namespace HeatMap.Cli.Input;

/// <summary>A file of named columns and how to read it.</summary>
/// <param name="File">Its name; - for standard input.</param>
/// <param name="Names">The columns that are looked for.</param>
/// <param name="Renames">Our names with those that the file uses.</param>
/// <param name="SkipBad">Whether bad lines are left out instead of stopping.</param>
internal sealed record CsvSettings(string File, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Renames, bool SkipBad)
{
    /// <summary>Whether the user can say what the file calls a column.</summary>
    public bool CanRename { get; init; } = true;

    /// <summary>The columns of a file whose first line begins with a digit, which no name does; null where every file has a header.</summary>
    public string? HeaderWhereNone { get; init; }

    /// <summary>How many lines of the user's file were left out below the header, because they were read before.</summary>
    public int LinesLeftOut { get; init; }

    /// <summary>Makes lines of a file of JSON, which is told by its first character; null where only lines are read.</summary>
    public Func<Stream, ConvertedRows>? FromJson { get; init; }

    /// <summary>Reads <c>--column name=theirs</c>.</summary>
    public static CsvSettings Parse(string file, IReadOnlyList<string> names, IEnumerable<string> renames, bool skipBad)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string rename in renames)
        {
            if (rename.Split('=', 2) is not [var name, { Length: > 0 } theirs])
            {
                throw ToolException.Usage($"--column takes name=theirs, was '{rename}'");
            }

            if (!names.Contains(name))
            {
                throw ToolException.Usage($"--column: there is no column '{name}'; there are {string.Join(", ", names)}");
            }

            if (!result.TryAdd(name, theirs))
            {
                throw ToolException.Usage($"--column names '{name}' twice");
            }
        }

        return new(file, names, result, skipBad);
    }
}

/// <summary>What was JSON, as lines.</summary>
/// <param name="Csv">A header and a line for each element.</param>
/// <param name="Renames">Our names with those of the header, which are the ones that the JSON has.</param>
/// <param name="Places">Where in the JSON each line comes from.</param>
internal sealed record ConvertedRows(byte[] Csv, IReadOnlyDictionary<string, string> Renames, IReadOnlyList<string> Places);
