using System.CommandLine;

namespace HeatMap.Cli.Commands;

/// <summary>An option that takes a moment: milliseconds since 1970, or a date with a time in UTC.</summary>
internal static class MomentOption
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];

    public static Option<long?> Create(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result =>
        {
            string token = result.Tokens[0].Value;
            if (long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds))
            {
                return milliseconds;
            }

            if (DateTimeOffset.TryParseExact(token, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            {
                return time.ToUnixTimeMilliseconds();
            }

            result.AddError($"{name} takes milliseconds since 1970 or a time such as 2026-02-12T21:52Z, was '{token}'");
            return null;
        },
    };
}
