namespace HeatMap.Cli;

/// <summary>How the tool ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A check found what the user asked to fail on.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong or incomplete.</summary>
    public const int Usage = 2;

    /// <summary>A file holds something that cannot be used.</summary>
    public const int BadInput = 3;
}
