namespace HeatMap.Cli;

/// <summary>An error that the user can mend: a message and the exit code that goes with it.</summary>
internal sealed class ToolException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Whether the message begins with the file it is about.</summary>
    public bool NamesFile { get; private init; }

    public static ToolException Usage(string message) => new(Cli.ExitCode.Usage, message);

    /// <summary>Something in the positions file, whose name is put before the message.</summary>
    public static ToolException BadInput(string message) => new(Cli.ExitCode.BadInput, message);

    /// <summary>Something in another file.</summary>
    public static ToolException BadInput(string file, string message) => new(Cli.ExitCode.BadInput, $"{file}: {message}") { NamesFile = true };
}
