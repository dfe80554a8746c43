using HeatMap.Cli.Input;
using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Checking;

/// <summary>Tries what else could have given a reported price.</summary>
internal sealed class Suspects
{
    /// <summary>Taker fees that venues ask by default.</summary>
    private static readonly double[] UsualFees = [0.0005, 0.0006, 0.00055, 0.0004, 0.00075, 0.0003];

    private readonly PricedRow _row;
    private readonly MarginRules _rules;
    private readonly Position _position;

    private Suspects(PricedRow row)
    {
        _row = row;
        _rules = row.Rules!;
        _position = row.Isolated?.Position ?? row.Account!.Holdings[row.Holding].Position;
    }

    /// <summary>What comes nearest to the reported price, if it comes within the tolerance; of equals the simplest.</summary>
    public static Suspect? Likeliest(PricedRow row, double tolerance) => new Suspects(row).All()
        .Where(s => Math.Abs(s.Price - row.Record.LiquidationPrice) <= tolerance)
        .MinBy(s => Math.Round(Math.Abs(s.Price - row.Record.LiquidationPrice) / row.Record.LiquidationPrice, 9))
        ?? Unsecured(row.Record);

    /// <summary>Why a line does not have the price that its account's inferred equity gives it.</summary>
    public static Suspect? BesideItsAccount(PricedRow row, double tolerance)
    {
        Suspect? other = row.Isolated is null ? null : Likeliest(row, tolerance);
        return other is null or { Name: RowPricer.NeedsAccount }
            ? new("cross", "its account's other prices tell another equity: isolated, another rate, or collateral of its own", double.NaN)
            : other;
    }

    /// <summary>A line of an account that does not say how it is secured, and was priced by its leverage alone, is most likely cross.</summary>
    private static Suspect? Unsecured(in PositionRecord record) => record.Account is not null && record.Mode is null && double.IsNaN(record.Margin)
        ? new(RowPricer.NeedsAccount, "cross margin, with a wallet that the file does not give", double.NaN)
        : null;

    private IEnumerable<Suspect> All() => [.. Deductions(), .. Tiers(), .. Fees(), .. Variants(), .. Dates(), .. Valuations(), .. Collaterals()];

    private IEnumerable<Suspect> Deductions()
    {
        if (_row.Tier is { } tier && _rules.Schedule.Tiers[tier - 1] is { Deduction: > 0 } inForce)
        {
            yield return Try("deduction", "no deduction", _rules with { Schedule = MaintenanceSchedule.SingleRate(inForce.MaintenanceRate) });
        }
    }

    private IEnumerable<Suspect> Tiers()
    {
        RiskTier[] tiers = _rules.Schedule.Tiers.ToArray();
        for (int i = 0; i < tiers.Length; i++)
        {
            if (tiers.Length > 1 && i + 1 != _row.Tier)
            {
                string instead = _row.Tier is { } tier ? $"tier {i + 1} instead of {tier}" : $"tier {i + 1}";
                yield return Try("tier", instead, _rules with { Schedule = MaintenanceSchedule.SingleRate(tiers[i].MaintenanceRate, tiers[i].Deduction) });
                yield return Try("tier", instead + ", without its deduction", _rules with { Schedule = MaintenanceSchedule.SingleRate(tiers[i].MaintenanceRate) });
            }
        }

        if (!double.IsNaN(_row.Record.MaintenanceRate) && Shipped(_row.Record.AsOf) is { } shipped)
        {
            yield return Try("tier", "the venue's table instead of the line's own rate", _rules with { Schedule = shipped.Schedule });
        }
    }

    private IEnumerable<Suspect> Fees()
    {
        bool counted = _rules.Fee != TriggerFee.None;
        if (counted)
        {
            yield return Try("fee", "no fee", _rules with { Fee = TriggerFee.None });
        }

        double[] others = [.. UsualFees.Prepend(_rules.TakerFeeRate).Where(r => r > 0 && !(counted && r == _rules.TakerFeeRate)).Distinct()];
        foreach (double rate in others)
        {
            string detail = string.Create(CultureInfo.InvariantCulture, $"a fee of {100 * rate:0.####} %");
            yield return Try("fee", detail, _rules with { Fee = counted ? _rules.Fee : TriggerFee.MarkValue, TakerFeeRate = rate });
        }
    }

    private IEnumerable<Suspect> Variants() =>
        from variant in Venues.Variants
        where _rules.Venue is not null && variant != _rules.Variant && variant.StartsWith(_rules.Venue + "-", StringComparison.Ordinal)
        select Try("rules", $"{variant} instead of {_rules.Variant}", OfVenue(_rules.Schedule, null, variant));

    private IEnumerable<Suspect> Dates()
    {
        if (!double.IsNaN(_row.Record.MaintenanceRate) || _rules.AsOf is not { } used)
        {
            yield break;
        }

        MarginRules? other = Shipped(null);
        while (other?.AsOf is { } day)
        {
            if (day != used)
            {
                yield return Try("date", string.Create(CultureInfo.InvariantCulture, $"the rules of {day:yyyy-MM-dd} instead of {used:yyyy-MM-dd}"), OfVenue(other.Schedule, day, null));
            }

            other = Shipped(day.AddDays(-1));
        }
    }

    private IEnumerable<Suspect> Valuations()
    {
        bool isEntry = _rules.Valuation == MaintenanceValuation.EntryValue;
        MaintenanceValuation other = isEntry ? MaintenanceValuation.MarkValue : MaintenanceValuation.EntryValue;
        yield return Try("valuation", isEntry ? "maintenance on mark value instead of entry value" : "maintenance on entry value instead of mark value", _rules with { Valuation = other });
    }

    private IEnumerable<Suspect> Collaterals()
    {
        PositionRecord record = _row.Record;
        double money = RowInterpreter.MoneyUnit(record);
        if (_row.Account is null)
        {
            if (!double.IsNaN(record.WalletBalance))
            {
                double mark = double.IsNaN(record.MarkPrice) ? record.EntryPrice : record.MarkPrice;
                yield return Of("cross", "cross with the wallet instead of isolated", () =>
                    AccountPrices.Liquidation(new(_rules.Contract.SettlementAsset, record.WalletBalance * money, new Holding(_rules, _position, mark)), 0));
            }

            yield break;
        }

        Holding held = _row.Account.Holdings[_row.Holding];
        if (!double.IsNaN(record.Margin) || !double.IsNaN(record.Leverage))
        {
            var alone = Position.FromSigned(_position.SignedQuantity, _position.EntryPrice, record.Leverage, record.Margin * money);
            yield return Of("isolated", "isolated with its own margin instead of cross", () => Liquidation.Price(alone, held.Rules, record.MarkPrice));
        }

        if (_row.Account.Holdings.Length > 1)
        {
            yield return Of("other-positions", "no other positions in the account", () =>
                AccountPrices.Liquidation(AccountPrices.With(_row.Account, held), 0));
        }
    }

    private MarginRules? Shipped(DateOnly? day) =>
        _rules.Venue is { } venue && Venues.TryGet(venue, _rules.Contract.Symbol, day, out MarginRules? shipped) ? shipped : null;

    private MarginRules OfVenue(MaintenanceSchedule schedule, DateOnly? asOf, string? variant)
    {
        MarginRules other = Venues.Rules(_rules.Venue!, _rules.Contract, schedule, asOf, variant, _row.Record.TakerFeeRate);
        return (_row.Account is null ? other : other.For(MarginMode.Cross)) with { FixedFee = _rules.FixedFee, PredictedFundingRate = _rules.PredictedFundingRate };
    }

    /// <summary>The price by other rules, everything else as it is.</summary>
    private Suspect Try(string name, string detail, MarginRules changed) => Of(name, detail, () =>
    {
        if (_row.Account is not { } account)
        {
            return Liquidation.Price(_position, changed, _row.Record.MarkPrice);
        }

        Holding[] holdings = [.. account.Holdings];
        holdings[_row.Holding] = holdings[_row.Holding] with { Rules = changed with { Cross = null } };
        return AccountPrices.Liquidation(AccountPrices.With(account, holdings), _row.Holding);
    });

    private static Suspect Of(string name, string detail, Func<double> price)
    {
        try
        {
            return new(name, detail, price());
        }
        catch (ArgumentException)
        {
            // Rules that cannot hold together are no explanation.
            return new(name, detail, double.NaN);
        }
    }
}
