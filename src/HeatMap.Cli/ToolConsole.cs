using Spectre.Console;

namespace HeatMap.Cli;

/// <summary>What the tool reads from and writes to, so that tests can stand in for a terminal.</summary>
internal sealed record ToolConsole(TextWriter Out, TextWriter Error)
{
    /// <summary>Whether people look at standard output: colours.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether people look at standard error: progress bars.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether the user turned colours off.</summary>
    public bool NoColor { get; init; }

    /// <summary>The width of the terminal in characters.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Opens standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = static () => Stream.Null;

    public static ToolConsole OfProcess() => new(Console.Out, Console.Error)
    {
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        NoColor = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 },
        Width = Console.IsOutputRedirected ? 80 : Math.Clamp(AnsiConsole.Profile.Width, 60, 160),
        OpenInput = Console.OpenStandardInput,
    };

    /// <summary>A console that draws on a writer: in colour only where people look and have not turned it off.</summary>
    public IAnsiConsole Draw(TextWriter writer, bool isTerminal)
    {
        bool colours = isTerminal && !NoColor;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = colours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
