using System.CommandLine;

namespace HeatMap.Cli.Commands;

/// <summary>An option that takes one of several words.</summary>
internal static class ChoiceOption
{
    /// <summary>Refuses other words in one line that names the option; shells may complete these.</summary>
    public static void AcceptOnly<T>(this Option<T> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(static t => t.Value).Where(t => !words.Contains(t)))
            {
                result.AddError($"{option.Name} takes {string.Join(", ", words[..^1])}{(words.Length > 1 ? " or " : "")}{words[^1]}, was '{token}'");
            }
        });
    }
}
