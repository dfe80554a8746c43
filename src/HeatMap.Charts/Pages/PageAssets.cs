using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace HeatMap.Charts.Pages;

/// <summary>What every page carries: the chart library and our own script and style, from this assembly's resources.</summary>
internal static class PageAssets
{
    /// <summary>Who made what is on the page, as its licences ask.</summary>
    public const string Credits = """
        Made with HeatMap (MIT). The page carries parts of
          Apache ECharts 6.1.0, Copyright 2017-2025 The Apache Software Foundation (Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0),
            which holds parts of d3, Copyright 2010-2017 Mike Bostock (BSD-3-Clause);
          zrender 6.1.0, Copyright 2017 Baidu Inc. (BSD-3-Clause); tslib 2.3.0, Copyright Microsoft Corporation (0BSD).

        """;

    /// <summary>Our own scripts: tools first, then the kinds of charts, then what starts the page.</summary>
    private static readonly string[] Ours = ["tools.js", "shell.js", "raster.js", "bars.js", "panels.js", "map.js", "heat.js", "cascade.js", "accuracy.js", "compare.js", "start.js"];

    private static readonly Lazy<string[]> AllScripts = new(static () => [Library(), .. Ours.Select(Text)]);

    private static readonly Lazy<string> AllStyle = new(static () => Text("page.css"));

    /// <summary>Scripts in the order in which they must run; each is safe inside a script element.</summary>
    public static ReadOnlySpan<string> Scripts => AllScripts.Value;

    public static string Style => AllStyle.Value;

    /// <summary>The chart library as it was before it was packed.</summary>
    public static byte[] LibraryBytes()
    {
        using var unpacked = new MemoryStream(1 << 20);
        using var packed = new BrotliStream(Open("echarts.min.js.br"), CompressionMode.Decompress);
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static string Library() => Inline(Encoding.UTF8.GetString(LibraryBytes()));

    private static string Text(string name)
    {
        using var stream = Open(name);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Inline(Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    /// <summary>An element ends at the first "&lt;/script", also inside a string.</summary>
    private static string Inline(string script) => script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal);

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the assembly holds no resource {name}");
}
