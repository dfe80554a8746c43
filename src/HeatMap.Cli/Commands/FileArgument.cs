using System.CommandLine;

namespace HeatMap.Cli.Commands;

/// <summary>An argument that takes one file or several.</summary>
internal static class FileArgument
{
    /// <param name="description">What the files hold.</param>
    public static Argument<string[]> Create(string description)
    {
        var files = new Argument<string[]>("FILE") { Description = description, Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(static result =>
        {
            // With room for several files the parser takes an option that is not known for one.
            foreach (string file in result.Tokens.Select(static t => t.Value).Where(static f => f.Length > 1 && f[0] == '-'))
            {
                result.AddError($"there is no option '{file}'; a file of that name is ./{file}");
            }
        });
        return files;
    }
}
