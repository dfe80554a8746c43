using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Sentences for people, broken between words and without blanks at the ends of lines.</summary>
internal static class WrappedText
{
    public static void WriteWrapped(this IAnsiConsole console, string text)
    {
        for (string rest = text; ;)
        {
            int width = console.Profile.Width, end = rest.Length <= width ? -1 : rest.LastIndexOf(' ', width);
            if (end <= 0)
            {
                console.WriteLine(rest);
                return;
            }

            console.WriteLine(rest[..end]);
            rest = rest[(end + 1)..];
        }
    }
}
