namespace HeatMap.Cli.Watching;

/// <summary>Which options go with which kind of input: one that would do nothing is refused.</summary>
internal static class KindOptions
{
    /// <summary>Refuses options that say nothing about what an input holds.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="kind">What the input holds.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <exception cref="ToolException">An option does not go with it.</exception>
    public static void Require(WatchSettings settings, InputKind kind, bool isFolder)
    {
        (string Option, bool IsGiven, bool Goes)[] options =
        [
            ("--replay", settings.IsReplay, kind == InputKind.Events),
            ("--every", settings.Every is not null, kind != InputKind.Positions || isFolder),
            ("--asset", settings.Asset is not null, kind == InputKind.Bars),
            ("--mark", settings.Mark is not null, kind != InputKind.Bars),
            ("--venue", settings.Venue is not null, kind != InputKind.Bars),
            ("--tiers", settings.TiersFile is not null, kind != InputKind.Bars),
        ];
        foreach ((string option, bool isGiven, bool goes) in options)
        {
            if (isGiven && !goes)
            {
                throw ToolException.Usage($"{option} does not go with {Name(kind)}, which is what {settings.Path} holds");
            }
        }
    }

    private static string Name(InputKind kind) => kind switch { InputKind.Positions => "positions", InputKind.Bars => "bars", _ => "events" };
}
