using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Headings, and sentences for people.</summary>
internal static class WrappedText
{
    /// <summary>A heading after an empty line; false where it says all there is to say.</summary>
    public static bool WriteHeading(this IAnsiConsole console, string title, bool isEmpty = false)
    {
        console.WriteLine("");
        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]{(isEmpty ? ": none" : "")}");
        return !isEmpty;
    }

    /// <summary>A sentence, broken between words and without blanks at the ends of lines.</summary>
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
