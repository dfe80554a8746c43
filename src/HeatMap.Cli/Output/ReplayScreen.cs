using System.Diagnostics;
using HeatMap.Cli.Replaying;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Shows a replay on a console: the ladder again and again where people look, and a line for each forced order where nobody does.</summary>
internal sealed class ReplayScreen(ToolConsole console, string? symbol) : IReplayScreen
{
    private const int LastOrders = 8;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly Queue<string> _orders = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next;

    /// <inheritdoc/>
    public void Show(LivingSession session, HeatColumns? columns, long timeUnixMs)
    {
        if (!console.OutIsTerminal || _clock.Elapsed < _next)
        {
            return;
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole drawing = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = console.NoColor ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = console.NoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        drawing.Profile.Width = console.Width;
        drawing.Profile.Capabilities.Unicode = true;
        drawing.WriteLine($"{ReplayTable.Time(timeUnixMs)} UTC, {session.Events} events");
        MapLadder.Write(new(session.Map.ToMap(), symbol, Skipped: null), drawing);
        foreach (string order in _orders)
        {
            drawing.WriteLine(order);
        }

        // Home, the lines each to their end, and nothing below them: a screen that is not cleared first does not flicker.
        console.Out.Write("\x1b[H" + text.ToString().Replace("\n", "\x1b[K\n", StringComparison.Ordinal) + "\x1b[J");
        console.Out.Flush();
        _next = _clock.Elapsed + Frame;
    }

    /// <inheritdoc/>
    public void Tell(ReplayedOrder order)
    {
        string line = ReplayTable.LineOf(order);
        if (!console.OutIsTerminal)
        {
            console.Out.Write(line + "\n");
            return;
        }

        _orders.Enqueue(line);
        if (_orders.Count > LastOrders)
        {
            _orders.Dequeue();
        }
    }
}
