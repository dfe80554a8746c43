namespace HeatMap.Charts.Pages;

/// <summary>Makes the formatters that a notebook's kernel finds by <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class NotebookFormatterSource
{
#pragma warning disable CA1822 // The kernel looks for an instance method.
    public IEnumerable<object> CreateTypeFormatters() => [new NotebookFormatter("text/html", Frame), new NotebookFormatter("text/plain", static chart => chart.ToString())];
#pragma warning restore CA1822

    /// <summary>The whole page in a frame of its own: neither its style nor its script reaches the notebook.</summary>
    private static string Frame(Chart chart)
    {
        string page = chart.ToHtml().Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
        return $"<iframe title=\"{Drawing.SvgCanvas.Escaped(chart.Title)}\" style=\"width:100%;height:760px;border:0\" sandbox=\"allow-scripts allow-downloads\" srcdoc=\"{page}\"></iframe>";
    }
}
