using HeatMap.Cli.Output;

namespace HeatMap.Cli.Watching;

/// <summary>Says the same on the page and in the terminal.</summary>
internal sealed class WatchVoice(WatchState state, ToolConsole console)
{
    /// <summary>Says why there is nothing new: on standard error once, until something else is said.</summary>
    /// <param name="before">What the page says before it.</param>
    /// <param name="message">Why.</param>
    public void Tell(string before, string message)
    {
        if (state.Say(before + message))
        {
            console.Error.WriteLine($"heatmap: {message}");
        }
    }

    /// <summary>Says that a rule spoke.</summary>
    /// <param name="timeUnixMs">When.</param>
    /// <param name="text">What it said.</param>
    public void Alert(long timeUnixMs, string text)
    {
        string line = $"{ReplayTable.Time(timeUnixMs)} UTC {text}";
        console.Out.WriteLine(line);
        console.Out.Flush();
        state.Alert(line);
    }
}
