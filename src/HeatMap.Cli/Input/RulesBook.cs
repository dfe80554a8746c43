namespace HeatMap.Cli.Input;

/// <summary>Finds the margin rules of a line: its own rate, the tiers file, or the preset of its venue. It never makes any up.</summary>
internal sealed class RulesBook(MapSettings settings)
{
    private const string UnknownAsset = "quote";

    private readonly TierTables? _tiers = settings.TiersFile is { } file ? TierTables.Read(file) : null;
    private readonly Dictionary<Key, MarginRules> _known = [];

    /// <summary>What notional is counted in, as far as the first line tells.</summary>
    public string Unit(in PositionRecord record, string? symbol)
    {
        string? venue = VenueOf(record);
        return venue is not null && Venues.Names.Contains(venue)
            ? Venues.With(venue, symbol ?? UnknownAsset, MaintenanceSchedule.SingleRate(0)).Contract.QuoteAsset
            : (symbol is not null ? _tiers?.QuoteAsset(symbol) : null) ?? UnknownAsset;
    }

    /// <summary>Rules that price a line.</summary>
    /// <exception cref="BadRow">Nothing says what maintenance it needs.</exception>
    public MarginRules For(in PositionRecord record, string? symbol, string unit, PositionReader reader)
    {
        var key = new Key(symbol, VenueOf(record), KindOf(record), record.ContractSize, record.MaintenanceRate, record.MaintenanceAmount, record.TakerFeeRate);
        if (!_known.TryGetValue(key, out MarginRules? rules))
        {
            rules = Make(key, unit, reader);
            _known.Add(key, rules);
        }

        return rules;
    }

    /// <summary>Rules that only say what is traded, for lines that need no price.</summary>
    public MarginRules ContractOnly(in PositionRecord record, string? symbol, string unit)
    {
        var key = new Key(symbol, null, KindOf(record), record.ContractSize, double.NegativeZero, double.NaN, double.NaN);
        if (!_known.TryGetValue(key, out MarginRules? rules))
        {
            rules = new(Contract(key, unit), MaintenanceSchedule.SingleRate(0));
            _known.Add(key, rules);
        }

        return rules;
    }

    public static ContractKind KindOf(in PositionRecord record) => record.Kind ?? ContractKind.Linear;

    private string? VenueOf(in PositionRecord record) => settings.Venue ?? record.Venue ?? _tiers?.Venue;

    private MarginRules Make(Key key, string unit, PositionReader reader)
    {
        bool knownVenue = key.Venue is not null && Venues.Names.Contains(key.Venue);
        MaintenanceSchedule? schedule = !double.IsNaN(key.Rate) ? MaintenanceSchedule.SingleRate(key.Rate, double.IsNaN(key.Amount) ? 0 : key.Amount)
            : _tiers is not null && key.Symbol is not null ? _tiers.Schedule(key.Symbol)
            : null;
        MarginRules rules;
        if (knownVenue)
        {
            string symbol = key.Symbol ?? UnknownAsset;
            if (schedule is not null)
            {
                rules = Venues.With(key.Venue!, symbol, schedule);
            }
            else if (!Venues.TryGet(key.Venue!, symbol, null, out rules!))
            {
                throw reader.Bad(ColumnNames.Symbol, $"a symbol with a preset on {key.Venue}, or a maintenance_rate, or --tiers");
            }

            if (rules.Contract.Kind != key.Kind)
            {
                throw reader.Bad(ColumnNames.Contract, $"{rules.Contract.Kind.ToString().ToLowerInvariant()}, as contracts of {key.Venue} are");
            }

            rules = rules with { Contract = rules.Contract with { Multiplier = key.ContractSize } };
        }
        else
        {
            if (schedule is null)
            {
                throw reader.Bad(
                    ColumnNames.MaintenanceRate,
                    $"a maintenance_rate, --tiers, or a venue with presets ({string.Join(", ", Venues.Names)}), because the price must be computed");
            }

            double fee = double.IsNaN(key.FeeRate) ? 0 : key.FeeRate;
            rules = new(Contract(key, unit), schedule) { Fee = fee > 0 ? TriggerFee.MarkValue : TriggerFee.None, TakerFeeRate = fee };
        }

        if (rules.Contract.NotionalAsset != unit)
        {
            throw reader.Bad(ColumnNames.Venue, $"contracts counted in {unit} like those before, not in {rules.Contract.NotionalAsset}");
        }

        if (!(rules.Schedule.MaxRate + (rules.Fee == TriggerFee.MarkValue ? rules.TakerFeeRate : 0) < 1))
        {
            throw reader.Bad(ColumnNames.TakerFeeRate, "a rate that stays below 1 together with the maintenance rate");
        }

        return rules;
    }

    private static ContractSpec Contract(Key key, string unit) =>
        new(key.Symbol ?? UnknownAsset, key.Kind, unit, key.Kind == ContractKind.Inverse ? "base" : unit) { Multiplier = key.ContractSize };

    private readonly record struct Key(
        string? Symbol,
        string? Venue,
        ContractKind Kind,
        double ContractSize,
        double Rate,
        double Amount,
        double FeeRate);
}
