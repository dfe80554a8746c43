namespace HeatMap;

/// <summary>Shows a value in a notebook. Its members are named as the kernel looks for them, and it has none called <c>Type</c>: so it counts for the type that carries the attribute.</summary>
/// <param name="mimeType">The kind of text.</param>
/// <param name="text">The text of a value; null where it is none of ours.</param>
internal sealed class NotebookFormatter(string mimeType, Func<object, string?> text)
{
    /// <summary>The kind of text.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes a value.</summary>
    /// <returns>Whether it was one of ours; else the kernel asks others.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        if (text(instance) is not { } shown)
        {
            return false;
        }

        writer.Write(shown);
        return true;
    }
}
