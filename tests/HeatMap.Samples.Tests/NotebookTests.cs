namespace HeatMap.Samples.Tests;

/// <summary>Every notebook runs, and shows what is stored in it.</summary>
public class NotebookTests
{
    private const string Broken = """
        {"cells": [
          {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["told"]},
          {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": null, "outputs": [], "source": ["#r \"nuget: HeatMap\"\n", "int held = 1;"]},
          {"cell_type": "code", "id": "c", "metadata": {}, "execution_count": null, "outputs": [], "source": ["held.Missing()"]}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """;

    public static TheoryData<string> Names => [.. Files().Select(file => Path.GetFileName(file))];

    internal static IEnumerable<string> Files() => Directory.GetFiles(Path.Combine(Repository.Samples, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_notebook_shows_what_is_stored_in_it(string name)
    {
        // As a user's kernel does: paths are told from the notebook's folder.
        string file = Path.Combine(Repository.Samples, "notebooks", name), stored = await File.ReadAllTextAsync(file);
        Environment.CurrentDirectory = Path.GetDirectoryName(file)!;
        var notebook = Notebook.Parse(name, stored);
        await notebook.RunAsync();
        if (Repository.Accepts)
        {
            await File.WriteAllTextAsync(file, notebook.ToJson());
            stored = notebook.ToJson();
        }

        Assert.Equal(stored, notebook.ToJson(), ignoreLineEndingDifferences: true);
        Assert.InRange(new FileInfo(file).Length, 1, 300_000);
    }

    [Fact]
    public async Task A_cell_that_cannot_run_is_named_with_its_source_and_error()
    {
        InvalidOperationException wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => Notebook.Parse("broken.ipynb", Broken).RunAsync());
        Assert.Contains("broken.ipynb, cell 3:\nheld.Missing()\n", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("CS1061", wrong.Message, StringComparison.Ordinal);
    }
}
