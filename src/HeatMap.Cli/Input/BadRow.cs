namespace HeatMap.Cli.Input;

/// <summary>Something in a line of a file that cannot be used, told so that it can be mended.</summary>
internal sealed class BadRow(long line, string column, string value, string expected)
    : Exception($"line {line}: {column}: expected {expected}, was {Quote(value)}")
{
    public long Line { get; } = line;

    /// <summary>Whether all that is wrong is that nothing says what maintenance the line needs.</summary>
    public bool LacksRules { get; init; }

    /// <summary>The same for a file without lines.</summary>
    /// <param name="place">Where in the file it is.</param>
    public string At(string place) => $"{place}: {column}: expected {expected}, was {Quote(value)}";

    /// <summary>What a count of skipped rows goes by.</summary>
    public string Reason { get; } = $"{column}: expected {expected}";

    /// <summary>What the library says of a line that it cannot take.</summary>
    public static BadRow Of(long line, string? symbol, ArgumentException error) =>
        new(line, "position", symbol ?? "", $"one that the rules can price ({Input.Message.Of(error)})");

    private static string Quote(string value) => value.Length switch
    {
        0 => "empty",
        > 60 => $"'{value[..60]}…'",
        _ => $"'{value}'",
    };
}
