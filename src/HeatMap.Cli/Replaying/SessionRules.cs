using HeatMap.Cli.Input;

namespace HeatMap.Cli.Replaying;

/// <summary>Finds the rules that price all positions of a file of events. It never makes any up.</summary>
internal static class SessionRules
{
    /// <summary>What is traded where nobody says.</summary>
    private const string Unknown = "quote";

    /// <summary>Rules of the venue, of the tiers file, or of both; null where neither is given.</summary>
    public static MarginRules? Of(ReplaySettings settings)
    {
        TierTables? tiers = settings.TiersFile is { } file ? TierTables.Read(file) : null;
        string? venue = settings.Venue ?? (tiers?.Venue is { } named && Venues.Names.Contains(named) ? named : null);
        if (tiers is null && venue is null)
        {
            return null;
        }

        string symbol = settings.Symbol ?? throw ToolException.Usage("--venue and --tiers need --symbol NAME, because rules are listed by contract");
        try
        {
            MaintenanceSchedule? schedule = tiers?.Schedule(symbol);
            return (venue, schedule) switch
            {
                ({ } v, null) => Venues.Get(v, symbol),
                ({ } v, { } s) => Venues.Rules(v, Venues.Contract(v, symbol), s),
                (null, { } s) => new(ContractSpec.Linear(symbol, tiers!.QuoteAsset(symbol) ?? Unknown), s),
                _ => null,
            };
        }
        catch (ArgumentException error)
        {
            throw ToolException.Usage($"there are no rules for {symbol}{(venue is null ? "" : $" on {venue}")}: {Message.Of(error)}");
        }
    }

    /// <summary>Rules that only say what is traded, for a file in which every price is reported.</summary>
    public static MarginRules ContractOnly(string? symbol) => new(ContractSpec.Linear(symbol ?? Unknown, Unknown), MaintenanceSchedule.SingleRate(0));

    /// <summary>Whether the rules must price what an event opens.</summary>
    public static bool AreNeededBy(in PositionEvent item) =>
        item.Kind == PositionEventKind.Open && double.IsNaN(item.Price) && !(double.IsNaN(item.Margin) && double.IsNaN(item.Leverage));
}
