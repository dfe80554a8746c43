using System.CommandLine;

namespace HeatMap.Cli.Commands;

/// <summary>The options that say by whose rules the positions of one contract are priced.</summary>
internal sealed class RulesOptions
{
    private readonly Option<string?> _venue = new("--venue") { HelpName = "NAME", Description = $"Whose rules price positions without a reported price: {string.Join(", ", Venues.Names)}." };

    private readonly Option<string?> _tiers = new("--tiers") { HelpName = "FILE", Description = "Maintenance tiers as JSON, in place of the venue's shipped table." };

    private readonly Option<string?> _symbol = new("--symbol") { HelpName = "NAME", Description = "The contract, as venue or tiers list it, and as a file of several names it." };

    public RulesOptions() => _venue.AcceptOnly([.. Venues.Names]);

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_venue, _tiers, _symbol])
        {
            command.Add(option);
        }
    }

    public (string? Venue, string? TiersFile, string? Symbol) Read(ParseResult parsed) => (parsed.GetValue(_venue), parsed.GetValue(_tiers), parsed.GetValue(_symbol));
}
