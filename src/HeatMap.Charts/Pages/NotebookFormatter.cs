namespace HeatMap.Charts.Pages;

/// <summary>Shows a chart in a notebook; its members are named as the kernel looks for them.</summary>
/// <param name="mimeType">The kind of text.</param>
/// <param name="text">The text of a chart.</param>
internal sealed class NotebookFormatter(string mimeType, Func<Chart, string> text)
{
    /// <summary>The kind of text.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes a chart.</summary>
    /// <returns>Whether it was one; else the kernel asks others.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not Chart chart)
        {
            return false;
        }

        writer.Write(text(chart));
        return true;
    }
}
