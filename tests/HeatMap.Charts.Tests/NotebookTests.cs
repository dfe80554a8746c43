using HeatMap.Charts.Tests.Scenes;

namespace HeatMap.Charts.Tests;

public sealed class NotebookTests
{
    [Fact]
    public void EveryKindOfChartNamesWhoShowsItAsTheKernelLooksForIt()
    {
        foreach (Type type in typeof(Chart).Assembly.GetExportedTypes().Where(static t => t.IsSubclassOf(typeof(Chart))))
        {
            object attribute = type.GetCustomAttributes(inherit: false).Single(static a => a.GetType().Name == "TypeFormatterSourceAttribute");
            Assert.Equal(["text/html", "text/plain"], (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!);
            Assert.NotNull(Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!));
        }
    }

    [Fact]
    public void AChartThatEndsACellIsItsPageInAFrame()
    {
        Chart chart = MapScenes.Small().ToChart(new() { Title = Labels.Script });
        object attribute = chart.GetType().GetCustomAttributes(inherit: false).Single(static a => a.GetType().Name == "TypeFormatterSourceAttribute");
        object source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!)!;
        Dictionary<string, string> shown = [];
        foreach (object formatter in (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!)
        {
            using var writer = new StringWriter();
            Assert.True((bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, [chart, writer])!);
            Assert.False((bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, ["no chart", writer])!);
            shown.Add((string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!, writer.ToString());
        }

        Assert.Equal("map chart: " + Labels.Script, shown["text/plain"]);
        string frame = shown["text/html"];
        Assert.StartsWith("<iframe title=\"&lt;script&gt;", frame, StringComparison.Ordinal);

        // What a browser reads from the attribute is the page.
        string page = frame[(frame.IndexOf("srcdoc=\"", StringComparison.Ordinal) + 8)..^"\"></iframe>".Length];
        Assert.DoesNotContain('"', page);
        Assert.Equal(chart.ToHtml(), page.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal));
    }
}
