using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace HeatMap.Samples.Tests;

/// <summary>A notebook's code cells, run in order as scripts that go on from each other.</summary>
internal sealed class Notebook(string name, JsonObject content)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 1, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What .NET Interactive imports by itself and the notebooks use; the last stands for its own namespace.
    private static readonly ScriptOptions Options = ScriptOptions.Default
        .WithReferences(typeof(BandGrid).Assembly, typeof(HeatMap.Charts.Chart).Assembly, typeof(KernelStandIn).Assembly)
        .WithImports("HeatMap.Samples.Tests", "System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Text")
        .WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview);

    public static Notebook Parse(string name, string json) => new(name, JsonNode.Parse(json)!.AsObject());

    public string ToJson() => content.ToJsonString(Indented) + "\n";

    /// <summary>Runs all code cells and puts what they show in the place of their stored outputs.</summary>
    public async Task RunAsync()
    {
        ScriptState<object>? state = null;
        int number = 0;
        foreach (JsonObject cell in content["cells"]!.AsArray().Select(cell => cell!.AsObject()))
        {
            number++;
            if ((string?)cell["cell_type"] != "code")
            {
                continue;
            }

            string source = string.Concat(cell["source"]!.AsArray().Select(line => (string?)line));
            string code = string.Join('\n', source.Split('\n').Where(line => !line.StartsWith("#r \"nuget:", StringComparison.Ordinal)));
            List<(string Mime, string Text)> displayed = KernelStandIn.Begin();
            try
            {
                state = state is null ? await CSharpScript.RunAsync<object>(code, Options) : await state.ContinueWithAsync<object>(code);
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"{name}, cell {number}:\n{source}\n{wrong.Message}", wrong);
            }

            cell["outputs"] = new JsonArray([.. displayed.Select(Displayed), .. Outputs(state.ReturnValue)]);
        }
    }

    private static JsonNode Displayed((string Mime, string Text) shown) =>
        new JsonObject { ["data"] = new JsonObject { [shown.Mime] = Lines(shown.Text) }, ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };

    /// <summary>The value of a cell as a kernel shows it: a text is a text, whatever is in it.</summary>
    private static IEnumerable<JsonNode> Outputs(object? value)
    {
        if (value is null)
        {
            return [];
        }

        var data = new JsonObject();
        if (Html(value) is { } html)
        {
            data["text/html"] = Lines(html);
        }

        data["text/plain"] = Lines(value.ToString()!);
        return [new JsonObject { ["data"] = data, ["execution_count"] = null, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" }];
    }

    /// <summary>What a kernel shows: it finds the formatter by the names of its attribute and members; null where a type has none.</summary>
    private static string? Html(object value)
    {
        object? attribute = value.GetType().GetCustomAttributes(inherit: false).FirstOrDefault(static a => a.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute?.GetType().GetProperty("FormatterSourceType")?.GetValue(attribute) is not Type source)
        {
            return null;
        }

        object made = Activator.CreateInstance(source, nonPublic: true)!;
        foreach (object formatter in (IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(made, null)!)
        {
            using var writer = new StringWriter();
            if ((string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)! == "text/html" && (bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer])!)
            {
                return writer.ToString();
            }
        }

        return null;
    }

    private static JsonArray Lines(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return [.. lines.Select((line, i) => (JsonNode)(i < lines.Length - 1 ? line + "\n" : line))];
    }
}
