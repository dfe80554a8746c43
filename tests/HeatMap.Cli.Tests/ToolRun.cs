using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Runs the tool in this process, in a folder of its own.</summary>
public sealed class ToolRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heatmap-tests-").FullName;

    public static string Sample { get; } = Path.Combine(Root(), "docs", "samples", "data", "hyperliquid-positions.csv");

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public int Exit { get; private set; }

    /// <summary>The folder that holds the solution.</summary>
    public static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HeatMap.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("HeatMap.sln is above no folder of the tests");
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public string Write(string name, params string[] lines)
    {
        File.WriteAllText(PathOf(name), string.Join('\n', lines) + "\n");
        return PathOf(name);
    }

    public string WriteGzip(string name, string text, int? cutTo = null)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        File.WriteAllBytes(PathOf(name), packed.ToArray()[..(cutTo ?? (int)packed.Length)]);
        return PathOf(name);
    }

    public ToolRun Run(params string[] args) => Run(args, terminal: false, noColor: false, input: "");

    public ToolRun Run(string[] args, bool terminal, bool noColor, string input) => Run(args, terminal, noColor, Encoding.UTF8.GetBytes(input));

    public ToolRun Run(string[] args, bool terminal, bool noColor, byte[] input)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Exit = Tool.Run(args, new(output, error)
        {
            OutIsTerminal = terminal,
            ErrorIsTerminal = terminal,
            NoColor = noColor,
            OpenInput = () => new MemoryStream(input),
        });
        (Out, Error) = (output.ToString(), error.ToString());
        return this;
    }

    /// <summary>Runs <c>map … --format json</c>, which must succeed, and reads what it prints.</summary>
    public JsonElement Map(params string[] args) => Json(["map", .. args]);

    /// <summary>Runs <c>merge … --format json</c>, which must succeed, and reads what it prints.</summary>
    public JsonElement Merge(params string[] args) => Json(["merge", .. args]);

    /// <summary>Runs <c>read … --format json</c>, which must succeed, and reads what it prints.</summary>
    public JsonElement Read(params string[] args) => Json(["read", .. args]);

    /// <summary>Runs <c>compare … --format json</c>, which must succeed, and reads what it prints.</summary>
    public JsonElement Compare(params string[] args) => Json(["compare", .. args]);

    /// <summary>Runs <c>cascade … --format json</c>, which must succeed, and reads what it prints.</summary>
    public JsonElement Cascade(params string[] args) => Json(["cascade", .. args]);

    /// <summary>Runs <c>explain … --format json</c>, which must succeed, and reads what it prints.</summary>
    public JsonElement Explain(params string[] args) => Json(["explain", .. args]);

    /// <summary>Runs <c>map … --partial</c>, which must succeed, and gives the file that it wrote.</summary>
    public string Partial(string name, params string[] args)
    {
        Run(["map", .. args, "--partial", PathOf(name)]);
        Assert.Equal(($"heatmap: wrote {PathOf(name)}", 0), (Error.Trim(), Exit));
        return PathOf(name);
    }

    /// <summary>Writes a map to a file.</summary>
    public string Write(string name, LiquidationMap map)
    {
        File.WriteAllBytes(PathOf(name), map.ToBytes());
        return PathOf(name);
    }

    /// <summary>Runs <c>price … --format json</c>, which must succeed, and reads what it prints.</summary>
    public JsonElement[] Prices(params string[] args) => [.. Json(["price", .. args]).EnumerateArray()];

    /// <summary>Runs <c>check … --format json</c>, which must succeed, and reads what it prints.</summary>
    public JsonElement Check(params string[] args) => Json(["check", .. args]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private JsonElement Json(string[] args)
    {
        Run([.. args, "--format", "json"]);
        Assert.Equal("", Error);
        Assert.Equal(0, Exit);
        using var document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }
}
