namespace HeatMap;

/// <summary>Makes the formatters that a notebook's kernel finds by <see cref="Internal.TypeFormatterSourceAttribute"/>.</summary>
internal sealed class NotebookFormatterSource
{
    /// <summary>One for each kind of text. The kernel calls it by name, on an instance of its own.</summary>
#pragma warning disable CA1822 // The kernel looks for an instance method.
    public IEnumerable<object> CreateTypeFormatters() => [new NotebookFormatter("text/html", NotebookText.Html), new NotebookFormatter("text/plain", NotebookText.Plain)];
#pragma warning restore CA1822
}
