using Spectre.Console;

namespace HeatMap.Cli.Input;

/// <summary>A progress bar on standard error: only for long files, only where people look.</summary>
internal sealed class LoadProgress : IDisposable
{
    /// <summary>Files below this size are read before a bar could be seen.</summary>
    private const long LongFile = 8 << 20;

    /// <summary>Lines between two looks at the position.</summary>
    private const int Stride = 4096;

    private readonly InputStream _input;
    private readonly ManualResetEventSlim? _done;
    private readonly Task? _drawing;
    private ProgressTask? _task;
    private int _lines;

    private LoadProgress(InputStream input, ToolConsole console)
    {
        _input = input;
        if (!console.ErrorIsTerminal || input.Length is not >= LongFile)
        {
            return;
        }

        _done = new();
        using var ready = new ManualResetEventSlim();
        _drawing = Task.Run(() => console.Draw(console.Error, isTerminal: true).Progress().AutoClear(true).Start(context =>
        {
            _task = context.AddTask("reading", maxValue: (double)input.Length);
            ready.Set();
            _done.Wait();
        }));
        ready.Wait();
    }

    public static LoadProgress Start(InputStream input, ToolConsole console) => new(input, console);

    public void Report()
    {
        if (_task is not null && ++_lines % Stride == 0)
        {
            _task.Value = _input.Position;
        }
    }

    public void Dispose()
    {
        _done?.Set();
        _drawing?.Wait();
        _done?.Dispose();
    }
}
