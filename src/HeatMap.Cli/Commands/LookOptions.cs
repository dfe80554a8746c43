using System.CommandLine;
using HeatMap.Charts;

namespace HeatMap.Cli.Commands;

/// <summary>The options that say how pages and pictures look.</summary>
internal sealed class LookOptions
{
    private readonly Option<string?> _theme = new("--theme") { HelpName = "system|light|dark", Description = "The ground of the page; its reader can switch. Default: system." };

    private readonly Option<string?> _palette = new("--palette") { HelpName = "viridis|hot|ink|safe", Description = "The colours of heat maps. Default: viridis." };

    public LookOptions()
    {
        _theme.AcceptOnly("system", "light", "dark");
        _palette.AcceptOnly("viridis", "hot", "ink", "safe");
    }

    public void AddTo(Command command)
    {
        command.Add(_theme);
        command.Add(_palette);
    }

    public (ChartTheme Theme, HeatPalette Palette) Read(ParseResult parsed) => (
        parsed.GetValue(_theme) switch { "light" => ChartTheme.Light, "dark" => ChartTheme.Dark, _ => ChartTheme.System },
        parsed.GetValue(_palette) switch { "hot" => HeatPalette.Hot, "ink" => HeatPalette.Ink, "safe" => HeatPalette.Safe, _ => HeatPalette.Viridis });
}
