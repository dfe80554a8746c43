using HeatMap.Internal;

namespace HeatMap;

/// <summary>The trigger of one set of rules, made ready for many positions: which requirement meets which equity at which price.</summary>
internal readonly struct Trigger
{
    private readonly MarginRules _rules;
    private readonly MaintenanceSchedule _schedule;
    private readonly bool _inverse, _entryValued, _sizeMoves;
    private readonly double _markFee, _tick;

    public Trigger(MarginRules rules)
    {
        _rules = rules;
        _schedule = rules.Schedule;
        _inverse = rules.Contract.Kind == ContractKind.Inverse;
        _entryValued = rules.Valuation == MaintenanceValuation.EntryValue;
        _sizeMoves = _schedule.MovesWithPrice(rules.Contract.Kind);
        _markFee = rules.Fee == TriggerFee.MarkValue ? rules.TakerFeeRate : 0;
        _tick = rules.Contract.Tick ?? double.NaN;
        if (rules.Rounding != PriceRounding.None && rules.Contract.Tick is null)
        {
            Throw.Argument(nameof(rules), $"rules round prices ({rules.Rounding}) but the contract {rules.Contract.Symbol} has no tick");
        }

        if (!(_schedule.MaxRate + _markFee < 1))
        {
            Throw.OutOfRange(nameof(rules), _schedule.MaxRate + _markFee, "rules whose maintenance and fee rates add up to less than 1");
        }
    }

    public static double PositiveOrNaN(double price) => Guard.IsPositive(price) ? price : double.NaN;

    /// <summary>The collateral of a position: what is given, or what its leverage asks for; NaN where it lies in an account.</summary>
    public double MarginOf(double quantity, double entryPrice, double margin, double leverage) =>
        double.IsNaN(margin) ? (_inverse ? quantity / entryPrice : quantity * entryPrice) / leverage : margin;

    /// <summary>The price for a straight requirement of <c>rate × value + constant</c>; not positive where there is none.</summary>
    public double Solve(double signedQuantity, double entryPrice, double margin, double rate, double constant) => _inverse
        ? TriggerEquation.InversePrice(signedQuantity, entryPrice, margin, rate, constant)
        : TriggerEquation.LinearPrice(signedQuantity, entryPrice, margin, rate, constant);

    /// <summary>The liquidation price of a checked position, NaN where there is none or the margin is NaN.</summary>
    public double Price(double signedQuantity, double entryPrice, double margin, double markPrice)
    {
        if (double.IsNaN(margin))
        {
            return double.NaN;
        }

        double constant = FixedFee(signedQuantity, entryPrice, margin);
        double price = (_entryValued, _sizeMoves, _schedule.Method) switch
        {
            (true, _, _) => Solve(signedQuantity, entryPrice, margin, _markFee, constant + EntryMaintenance(signedQuantity, entryPrice)),
            (_, false, _) => FixedSize(signedQuantity, entryPrice, margin, constant, double.IsNaN(markPrice) ? entryPrice : markPrice),
            (_, _, TierMethod.Marginal) => Marginal(signedQuantity, entryPrice, margin, constant),
            (_, _, TierMethod.Flat) => Flat(signedQuantity, entryPrice, margin, constant, double.IsNaN(markPrice) ? entryPrice : markPrice),
            _ => Continuous(signedQuantity, entryPrice, margin, constant, double.IsNaN(markPrice) ? entryPrice : markPrice),
        };

        price = PositiveOrNaN(price);
        return _rules.Rounding == PriceRounding.None || double.IsNaN(price)
            ? price
            : PositiveOrNaN(TickRounding.Apply(price, signedQuantity > 0 ? Side.Long : Side.Short, _rules.Rounding, _tick));
    }

    /// <summary>
    /// Marginal maintenance is the greatest of straight lines, so the tier that holds at the price is the one whose line is met first: the
    /// highest price for a long, the lowest for a short. No search, and no branch on the tier.
    /// </summary>
    private double Marginal(double signedQuantity, double entryPrice, double margin, double constant)
    {
        bool isLong = signedQuantity > 0;
        double first = isLong ? double.NegativeInfinity : double.PositiveInfinity;
        if (_schedule.Tiers[0].Deduction > 0)
        {
            // A single tier that is not the lowest: maintenance does not fall below zero, which is one more line.
            double bare = Solve(signedQuantity, entryPrice, margin, _markFee, constant);
            first = isLong || bare > 0 ? bare : first;
        }

        foreach (RiskTier tier in _schedule.Tiers)
        {
            double price = Solve(signedQuantity, entryPrice, margin, tier.MaintenanceRate + _markFee, constant - tier.Deduction);
            if (isLong)
            {
                first = Math.Max(first, price);
            }
            else if (price > 0)
            {
                first = Math.Min(first, price);
            }
        }

        return first;
    }

    /// <summary>Flat maintenance jumps at the floors: walk from the start through the tiers to the first price that fails.</summary>
    private double Flat(double signedQuantity, double entryPrice, double margin, double constant, double start)
    {
        bool isLong = signedQuantity > 0;
        double quantity = Math.Abs(signedQuantity);
        ReadOnlySpan<RiskTier> tiers = _schedule.Tiers;

        // A long's price falls; the value of a linear contract falls with it, that of an inverse one grows.
        int step = isLong == _inverse ? 1 : -1;
        int firstTier = _schedule.TierOf(ValueAt(quantity, start));
        for (int i = firstTier; i >= 0 && i < tiers.Length; i += step)
        {
            double failing = Solve(signedQuantity, entryPrice, margin, tiers[i].MaintenanceRate + _markFee, constant);
            double floorPrice = PriceAt(quantity, tiers[i].Floor);
            double capPrice = i + 1 < tiers.Length ? PriceAt(quantity, tiers[i + 1].Floor) : PriceAt(quantity, double.PositiveInfinity);
            (double low, double high) = _inverse ? (capPrice, floorPrice) : (floorPrice, capPrice);

            // Within the tier a long fails at and below `failing`, a short at and above it.
            if (isLong && failing >= low && failing > 0)
            {
                return i == firstTier ? failing : Math.Min(failing, high);
            }

            if (!isLong && failing > 0 && failing <= high)
            {
                return i == firstTier ? failing : Math.Max(failing, low);
            }
        }

        return double.NaN;
    }

    /// <summary>A rate that grows with value makes the requirement a parabola.</summary>
    private double Continuous(double signedQuantity, double entryPrice, double margin, double constant, double start)
    {
        double quantity = Math.Abs(signedQuantity), rate = _schedule.Tiers[0].MaintenanceRate + _markFee;
        double entryValue = ValueAt(quantity, entryPrice), startValue = ValueAt(quantity, start);
        int direction = Direction(signedQuantity);
        double value = TriggerEquation.QuadraticValue(direction, entryValue, margin - constant, rate, _schedule.RateSlope);

        // NaN: the requirement is above equity at every value, so the position is due wherever the price is.
        if (double.IsNaN(value))
        {
            return start;
        }

        // The parabola also overtakes equity at a greater value; a position that starts beyond it is due at once.
        double price = PriceAt(quantity, value);
        bool isBehind = Guard.IsPositive(price) && (signedQuantity > 0 ? price >= start : price <= start);
        bool isDue = margin - constant + (direction * (startValue - entryValue)) < startValue * (rate + (_schedule.RateSlope * startValue));
        return isDue && !isBehind ? start : price;
    }

    /// <summary>A size that does not move with the price has one rate.</summary>
    private double FixedSize(double signedQuantity, double entryPrice, double margin, double constant, double start)
    {
        double rate = FixedRate(signedQuantity, entryPrice) + _markFee;
        if (rate < 1 || Direction(signedQuantity) < 0)
        {
            return Solve(signedQuantity, entryPrice, margin, rate, constant);
        }

        // A rate that grew to the whole value or more: what is not due at the start only gets safer as value and equity fall.
        double quantity = Math.Abs(signedQuantity), startValue = ValueAt(quantity, start);
        return margin - constant + (startValue - ValueAt(quantity, entryPrice)) < rate * startValue ? start : double.NaN;
    }

    /// <summary>+1 where equity falls as the value falls (a linear long, an inverse short), −1 where it falls as the value grows.</summary>
    private int Direction(double signedQuantity) => (signedQuantity > 0) == _inverse ? -1 : 1;

    private double EntryMaintenance(double signedQuantity, double entryPrice) =>
        _schedule.Maintenance(_rules.Contract, Math.Abs(signedQuantity), entryPrice);

    /// <summary>The rate of a position whose tier does not move with the price.</summary>
    private double FixedRate(double signedQuantity, double entryPrice)
    {
        double size = _schedule.SizeOf(_rules.Contract, Math.Abs(signedQuantity), entryPrice);
        RiskTier tier = _schedule.Tiers[_schedule.TierOf(size)];
        return tier.MaintenanceRate + (_schedule.RateSlope * size) - (tier.Deduction / size);
    }

    private double FixedFee(double signedQuantity, double entryPrice, double margin)
    {
        double quantity = Math.Abs(signedQuantity), fee = _rules.TakerFeeRate;
        switch (_rules.Fee)
        {
            case TriggerFee.EntryValue:
                return fee * ValueAt(quantity, entryPrice);
            case TriggerFee.BankruptcyValue:
                double bankruptcy = PositiveOrNaN(Solve(signedQuantity, entryPrice, margin, fee, 0));
                return double.IsNaN(bankruptcy) ? 0 : fee * ValueAt(quantity, bankruptcy);
            default:
                return 0;
        }
    }

    private double ValueAt(double quantity, double price) => _inverse ? quantity / price : quantity * price;

    private double PriceAt(double quantity, double value) => _inverse ? quantity / value : value / quantity;
}
