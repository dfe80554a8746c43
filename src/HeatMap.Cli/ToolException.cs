namespace HeatMap.Cli;

/// <summary>An error that the user can mend: a message and the exit code that goes with it.</summary>
internal sealed class ToolException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static ToolException Usage(string message) => new(Cli.ExitCode.Usage, message);

    public static ToolException BadInput(string message) => new(Cli.ExitCode.BadInput, message);
}
