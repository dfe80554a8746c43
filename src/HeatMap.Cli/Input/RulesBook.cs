namespace HeatMap.Cli.Input;

/// <summary>Finds contract and margin rules of a line: its own rate, the tiers file, or the table shipped for its venue. It never makes any up.</summary>
internal sealed class RulesBook
{
    private const string UnknownAsset = "quote", UnknownCoin = "base";

    private readonly InputSettings _settings;
    private readonly PositionReader _reader;
    private readonly TierTables? _tiers;
    private readonly Memo<ContractKey, ContractSpec> _contracts;
    private readonly Memo<RulesKey, MarginRules> _rules;

    public RulesBook(InputSettings settings, PositionReader reader)
    {
        (_settings, _reader) = (settings, reader);
        _tiers = settings.TiersFile is { } file ? TierTables.Read(file) : null;
        (_contracts, _rules) = (new(MakeContract), new(Make));
    }

    /// <summary>Whose rules price a line: the option, the column, the venue that the named rules belong to, or that of the tiers file.</summary>
    public string? VenueOf(in PositionRecord record) => _settings.Venue ?? record.Venue ?? VenueOfVariant(record.Variant) ?? _tiers?.Venue;

    /// <summary>What a line trades.</summary>
    /// <param name="record">The line.</param>
    /// <param name="symbol">The contract; null when the file does not name it.</param>
    /// <param name="unit">What notional is counted in where the line does not tell; null to go by the tiers file.</param>
    public ContractSpec Contract(in PositionRecord record, string? symbol, string? unit = null) =>
        _contracts.Get(new(symbol, VenueOf(record), record.Kind, record.ContractSize, record.Tick, unit));

    /// <summary>Rules that price a line, without what only this line pays.</summary>
    /// <exception cref="BadRow">Nothing says what maintenance it needs, or what it says does not fit together.</exception>
    public MarginRules For(in PositionRecord record, string? symbol, string? unit = null) => _rules.Get(new(
        Contract(record, symbol, unit),
        symbol,
        VenueOf(record),
        record.Kind,
        !double.IsNaN(record.ContractSize),
        record.MaintenanceRate,
        record.MaintenanceAmount,
        record.MaintenanceSlope,
        record.TakerFeeRate,
        record.AsOf,
        record.Variant));

    private static bool IsKnown(string? venue) => venue is not null && Venues.Names.Contains(venue);

    private static string? VenueOfVariant(string? variant) =>
        variant is null ? null : Venues.Names.FirstOrDefault(venue => variant.StartsWith(venue + "-", StringComparison.Ordinal));

    private ContractSpec MakeContract(ContractKey key)
    {
        ContractSpec contract;
        if (IsKnown(key.Venue))
        {
            try
            {
                contract = Venues.Contract(key.Venue!, key.Symbol ?? UnknownAsset, key.Kind);
            }
            catch (ArgumentException error)
            {
                throw _reader.Bad(ColumnNames.Contract, $"linear, inverse or quanto ({Message.Of(error)})");
            }
        }
        else
        {
            string unit = key.Unit ?? (key.Symbol is null ? null : _tiers?.QuoteAsset(key.Symbol)) ?? UnknownAsset;
            ContractKind kind = key.Kind ?? ContractKind.Linear;
            contract = new(key.Symbol ?? UnknownAsset, kind, unit, kind == ContractKind.Inverse ? UnknownCoin : unit);
        }

        return contract with
        {
            Multiplier = double.IsNaN(key.ContractSize) ? contract.Multiplier : key.ContractSize,
            Tick = double.IsNaN(key.Tick) ? null : key.Tick,
        };
    }

    private MarginRules Make(RulesKey key)
    {
        if (key.Venue is not null && !IsKnown(key.Venue) && key.Venue != _tiers?.Venue)
        {
            throw _reader.Bad(ColumnNames.Venue, $"one of {string.Join(", ", Venues.Names)}, or empty for maintenance on mark value");
        }

        MaintenanceSchedule? schedule = OwnSchedule(key)
            ?? (_tiers is not null && key.Symbol is not null ? _tiers.Schedule(key.Symbol) : null);
        MarginRules rules;
        if (IsKnown(key.Venue))
        {
            MarginRules? shipped = null;
            if (schedule is null)
            {
                shipped = Shipped(key);
                schedule = shipped.Schedule;
            }

            rules = OfVenue(key, schedule) with { AsOf = shipped?.AsOf ?? key.AsOf, Source = shipped?.Source };
        }
        else
        {
            if (schedule is null && _tiers is not null)
            {
                throw _reader.Bad(ColumnNames.Symbol, "a symbol, in the file or with --symbol, because tiers are listed by symbol");
            }

            if (schedule is { Basis: TierBasis.Base, Tiers.Length: > 1 } && key.Kind is null)
            {
                throw _reader.Bad(ColumnNames.Contract, "linear or inverse, because the tiers count coins");
            }

            if (schedule is null)
            {
                throw _reader.Bad(
                    ColumnNames.MaintenanceRate,
                    $"a maintenance_rate, --tiers, or a venue with tables ({string.Join(", ", Venues.Names)}), because the price must be computed",
                    lacksRules: true);
            }

            double fee = double.IsNaN(key.FeeRate) ? 0 : key.FeeRate;
            rules = new(key.Contract, schedule) { Fee = fee > 0 ? TriggerFee.MarkValue : TriggerFee.None, TakerFeeRate = fee };
        }

        RequireRates(rules);
        RequireContractSize(key, rules.Schedule);
        return rules;
    }

    /// <summary>The schedule that the line itself gives.</summary>
    private MaintenanceSchedule? OwnSchedule(RulesKey key)
    {
        (double rate, double amount, double slope) = (key.Rate, key.Amount, key.Slope);
        if (double.IsNaN(rate))
        {
            return amount > 0 || slope > 0
                ? throw _reader.Bad(ColumnNames.MaintenanceRate, "a rate beside a maintenance_amount or maintenance_slope")
                : null;
        }

        if (!(slope > 0))
        {
            return MaintenanceSchedule.SingleRate(rate, double.IsNaN(amount) ? 0 : amount);
        }

        return amount > 0
            ? throw _reader.Bad(ColumnNames.MaintenanceAmount, "no amount beside a maintenance_slope")
            : MaintenanceSchedule.SizeContinuous(rate, slope);
    }

    private MarginRules Shipped(RulesKey key)
    {
        MarginRules shipped;
        try
        {
            shipped = Venues.Get(key.Venue!, key.Symbol ?? UnknownAsset, key.AsOf);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw _reader.Bad(ColumnNames.AsOf, $"a day of known rules ({Message.Of(error)})");
        }
        catch (ArgumentException)
        {
            throw _reader.Bad(ColumnNames.Symbol, $"a symbol with a table shipped for {key.Venue}, or a maintenance_rate, or --tiers", lacksRules: true);
        }

        return shipped.Contract.Kind == key.Contract.Kind
            ? shipped
            : throw _reader.Bad(ColumnNames.Contract, $"{shipped.Contract.Kind.ToString().ToLowerInvariant()}, as {key.Symbol} on {key.Venue} is");
    }

    private MarginRules OfVenue(RulesKey key, MaintenanceSchedule schedule)
    {
        try
        {
            return Venues.Rules(key.Venue!, key.Contract, schedule, key.AsOf, key.Variant, key.FeeRate);
        }
        catch (ArgumentException error)
        {
            throw _reader.Bad(ColumnNames.Rules, $"rules of {key.Venue} ({Message.Of(error)})");
        }
    }

    private void RequireRates(MarginRules rules)
    {
        foreach (MarginRules each in new[] { rules, rules.For(MarginMode.Cross) })
        {
            if (!(each.Schedule.MaxRate + (each.Fee == TriggerFee.MarkValue ? each.TakerFeeRate : 0) < 1))
            {
                throw _reader.Bad(ColumnNames.TakerFeeRate, "a rate that stays below 1 together with the maintenance rate");
            }
        }
    }

    /// <summary>Tiers that count contracts need to know what one is.</summary>
    private void RequireContractSize(RulesKey key, MaintenanceSchedule schedule)
    {
        if (schedule.Basis == TierBasis.Contracts && schedule.Tiers.Length > 1 && !key.HasContractSize)
        {
            throw _reader.Bad(ColumnNames.ContractSize, "the size of one contract, because the tiers count contracts");
        }
    }

    private readonly record struct ContractKey(string? Symbol, string? Venue, ContractKind? Kind, double ContractSize, double Tick, string? Unit);

    private readonly record struct RulesKey(
        ContractSpec Contract,
        string? Symbol,
        string? Venue,
        ContractKind? Kind,
        bool HasContractSize,
        double Rate,
        double Amount,
        double Slope,
        double FeeRate,
        DateOnly? AsOf,
        string? Variant);
}
