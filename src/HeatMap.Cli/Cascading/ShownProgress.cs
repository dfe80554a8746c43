using Spectre.Console;

namespace HeatMap.Cli.Cascading;

/// <summary>Long work with a progress bar on standard error, only where people look.</summary>
internal static class ShownProgress
{
    public static T Run<T>(ToolConsole console, string title, Func<IProgress<double>?, T> work)
    {
        if (!console.ErrorIsTerminal)
        {
            return work(null);
        }

        return console.Draw(console.Error, isTerminal: true).Progress().AutoClear(true).Start(context => work(new Bar(context.AddTask(title, maxValue: 1))));
    }

    /// <summary>Hands shares on as they come, from any thread.</summary>
    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = Math.Max(task.Value, value);
    }
}
