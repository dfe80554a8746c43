using System.CommandLine;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Commands;

/// <summary>The options of every command that maps positions.</summary>
internal sealed class MappingOptions
{
    private readonly Option<double?> _mark;

    private readonly Option<string?> _symbol = new("--symbol") { HelpName = "NAME", Description = "The contract to map, when the file holds several." };

    private readonly Option<bool> _recompute = new("--recompute") { Description = "Compute every price from margin or leverage, also where the file has one." };

    private readonly Option<bool> _modelled = new("--modelled") { Description = "Say in the map that its positions are estimated, not reported." };

    private readonly Option<long?> _at = MomentOption.Create("--at", "The column of a heat map of CoinGlass: the last one that begins then or before. Default: the last one.");

    private readonly bool _orMaps;

    private readonly BandOptions _bands;

    private readonly InputOptions _input = new();

    /// <param name="orMaps">Whether the command takes maps as well, to which bands and mark apply too.</param>
    public MappingOptions(bool orMaps)
    {
        _orMaps = orMaps;
        _mark = InputOptions.Number("--mark", "PRICE", $"The current price. Default: the column mark_price{(orMaps ? ", or the mark of the map" : "")}.");
        _bands = new($"0.25{(orMaps ? ", or the bands of the map" : "")}", $"half to one and a half times the mark{(orMaps ? ", or the window of the map" : "")}");
    }

    /// <summary>Adds the options and the argument FILE.</summary>
    public void AddTo(Command command)
    {
        AddOwnTo(command);
        _input.AddTo(command);
    }

    /// <summary>Adds the options, for commands whose files are an argument of their own.</summary>
    public void AddOptionsTo(Command command)
    {
        AddOwnTo(command);
        _input.AddOptionsTo(command);
    }

    public MapSettings Read(ParseResult parsed) => With(parsed, new(_input.Read(parsed), _bands.Read(parsed)));

    public MapSettings Read(ParseResult parsed, string file) => With(parsed, new(_input.Read(parsed, file), _bands.Read(parsed)));

    private MapSettings With(ParseResult parsed, MapSettings settings) => settings with
    {
        Mark = InputOptions.Positive("--mark", parsed.GetValue(_mark)),
        Symbol = parsed.GetValue(_symbol),
        Recompute = parsed.GetValue(_recompute),
        IsModelled = parsed.GetValue(_modelled),
        At = _orMaps ? parsed.GetValue(_at) : null,
    };

    private void AddOwnTo(Command command)
    {
        command.Add(_mark);
        command.Add(_symbol);
        _bands.AddTo(command);
        command.Add(_recompute);
        command.Add(_modelled);
        if (_orMaps)
        {
            command.Add(_at);
        }
    }
}
