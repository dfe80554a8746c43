namespace HeatMap.Tests.Docs;

/// <summary>Code in pages and in the files that it is taken from.</summary>
internal static class CodeBlocks
{
    /// <summary>The lines of all blocks of a file, blank ones left out.</summary>
    public static string[] Lines(string file, string open, string close) =>
        [.. Blocks(File.ReadLines(file), open, close).SelectMany(static b => b).Where(static l => l.Length > 0)];

    public static IEnumerable<string[]> Blocks(IEnumerable<string> lines, string open, string close)
    {
        List<string>? block = null;
        foreach (string line in lines)
        {
            string text = line.Trim();
            if (block is null)
            {
                block = text == open ? [] : null;
            }
            else if (text == close)
            {
                yield return [.. block];
                block = null;
            }
            else
            {
                block.Add(text);
            }
        }
    }
}
