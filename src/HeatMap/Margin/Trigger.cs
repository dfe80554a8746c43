using HeatMap.Internal;

namespace HeatMap;

/// <summary>The trigger of one set of rules, made ready for many positions: which requirement meets which equity at which price.</summary>
internal readonly struct Trigger
{
    private readonly MarginRules _rules;
    private readonly MaintenanceSchedule _schedule;
    private readonly bool _inverse, _entryValued, _sizeMoves;
    private readonly double _markFee, _funding, _scale;

    /// <summary>Makes rules ready.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="marginRatio">Requirement over equity at the level looked for: 1 for liquidation, less for a warning before it.</param>
    public Trigger(MarginRules rules, double marginRatio = 1)
    {
        _rules = rules;
        _scale = 1 / marginRatio;
        _schedule = rules.Schedule;
        _inverse = rules.Contract.Kind == ContractKind.Inverse;
        _entryValued = rules.Valuation == MaintenanceValuation.EntryValue;
        _sizeMoves = _schedule.MovesWithPrice(rules.Contract.Kind);
        _markFee = rules.Fee == TriggerFee.MarkValue ? rules.TakerFeeRate : 0;
        _funding = _entryValued ? 0 : rules.PredictedFundingRate;
        if (rules.Rounding == PriceRounding.WholeSatoshi && !_entryValued)
        {
            Throw.Argument(nameof(rules), "rules that round to whole satoshi must value maintenance at the entry");
        }

        double highest = _schedule.MaxRate + _funding + _markFee;
        if (!(highest < 1))
        {
            Throw.OutOfRange(nameof(rules), highest, "rules whose maintenance and fee rates add up to less than 1");
        }
    }

    public static void CheckRatio(double marginRatio)
    {
        if (!(marginRatio > 0 && marginRatio <= 1))
        {
            Throw.OutOfRange(nameof(marginRatio), marginRatio, "a fraction > 0 and <= 1");
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

        double unrounded = Unrounded(signedQuantity, entryPrice, margin, markPrice);
        return double.IsNaN(unrounded) ? unrounded : Rounded(unrounded, signedQuantity, entryPrice, _rules.Rounding);
    }

    /// <summary>The liquidation price before the venue rounds it.</summary>
    public double Unrounded(double signedQuantity, double entryPrice, double margin, double markPrice)
    {
        double start = double.IsNaN(markPrice) ? entryPrice : markPrice;
        double fees = FixedFee(signedQuantity, entryPrice, margin) * _scale, feeRate = _markFee * _scale, funding = _funding * _scale;
        if (_rules.FeeCombination == FeeCombination.Sum)
        {
            return PositiveOrNaN(First(signedQuantity, entryPrice, margin, feeRate + funding, fees, start));
        }

        // The greater of maintenance and fees is met where the first of them is.
        double byMaintenance = PositiveOrNaN(First(signedQuantity, entryPrice, margin, funding, 0, start));
        double byFees = PositiveOrNaN(Solve(signedQuantity, entryPrice, margin, feeRate, fees));
        return double.IsNaN(byMaintenance) ? byFees
            : double.IsNaN(byFees) ? byMaintenance
            : signedQuantity > 0 ? Math.Max(byMaintenance, byFees) : Math.Min(byMaintenance, byFees);
    }

    /// <summary>The bankruptcy price before rounding.</summary>
    public double Bankruptcy(double signedQuantity, double entryPrice, double margin, double closeFeeRate) =>
        PositiveOrNaN(Solve(signedQuantity, entryPrice, margin, closeFeeRate, 0));

    /// <summary>A price as the venue reports it; as computed where its tick is not known.</summary>
    public double Rounded(double price, double signedQuantity, double entryPrice, PriceRounding rounding)
    {
        Side side = signedQuantity > 0 ? Side.Long : Side.Short;
        if (rounding == PriceRounding.WholeSatoshi)
        {
            price = SatoshiRounding.Apply(_rules, signedQuantity, entryPrice, price);
        }

        return _rules.Contract.Tick is { } tick ? PositiveOrNaN(TickRounding.Apply(price, side, rounding, tick)) : price;
    }

    /// <summary>What equity is held against at a price, taken apart: maintenance (with predicted funding) and fees.</summary>
    public (double Maintenance, double Fees) RequirementAt(double signedQuantity, double entryPrice, double margin, double price)
    {
        double quantity = Math.Abs(signedQuantity), value = ValueAt(quantity, price);
        double fees = FixedFee(signedQuantity, entryPrice, margin) + (_rules.Fee == TriggerFee.MarkValue ? _rules.TakerFeeRate * value : 0);
        double maintenance = _entryValued
            ? EntryMaintenance(signedQuantity, entryPrice)
            : Math.Max(_rules.MinimumMaintenance, _schedule.Maintenance(_rules.Contract, quantity, price)) + (_rules.PredictedFundingRate * value);
        return (maintenance, fees);
    }

    /// <summary>Equity at a price.</summary>
    public double EquityAt(double signedQuantity, double entryPrice, double margin, double price) =>
        margin + (_inverse ? signedQuantity * ((1 / entryPrice) - (1 / price)) : signedQuantity * (price - entryPrice));

    /// <summary>Maintenance and fees together, by the rules' way of putting them together.</summary>
    public double Combined(double maintenance, double fees) =>
        _rules.FeeCombination == FeeCombination.Greater ? Math.Max(maintenance, fees) : maintenance + fees;

    /// <summary>The first price at which maintenance plus fees is met; not positive or NaN where there is none.</summary>
    private double First(double signedQuantity, double entryPrice, double margin, double feeRate, double fees, double start)
    {
        double first = FirstOfSchedule(signedQuantity, entryPrice, margin, feeRate, fees, start);
        if (_entryValued || _rules.MinimumMaintenance == 0)
        {
            return first;
        }

        // The least maintenance is one more line, and what is met first holds.
        first = PositiveOrNaN(first);
        double least = PositiveOrNaN(Solve(signedQuantity, entryPrice, margin, feeRate, fees + (_scale * _rules.MinimumMaintenance)));
        return double.IsNaN(first) ? least : double.IsNaN(least) ? first : signedQuantity > 0 ? Math.Max(first, least) : Math.Min(first, least);
    }

    private double FirstOfSchedule(double signedQuantity, double entryPrice, double margin, double feeRate, double fees, double start) =>
        (_entryValued, _sizeMoves, _schedule.Method) switch
        {
            (true, _, _) => Solve(signedQuantity, entryPrice, margin, feeRate, fees + (_scale * EntryMaintenance(signedQuantity, entryPrice))),
            (_, false, _) => FixedSize(signedQuantity, entryPrice, margin, feeRate, fees, start),
            (_, _, TierMethod.Marginal) => Marginal(signedQuantity, entryPrice, margin, feeRate, fees),
            (_, _, TierMethod.Flat) => Flat(signedQuantity, entryPrice, margin, feeRate, fees, start),
            _ => Continuous(signedQuantity, entryPrice, margin, feeRate, fees, start),
        };

    /// <summary>
    /// Marginal maintenance is the greatest of straight lines, so the tier that holds at the price is the one whose line is met first: the
    /// highest price for a long, the lowest for a short.
    /// </summary>
    private double Marginal(double signedQuantity, double entryPrice, double margin, double feeRate, double constant)
    {
        bool isLong = signedQuantity > 0;
        double first = isLong ? double.NegativeInfinity : double.PositiveInfinity;
        if (_schedule.Tiers[0].Deduction > 0)
        {
            // A single tier that is not the lowest: maintenance is not below zero, which is one more line.
            double bare = Solve(signedQuantity, entryPrice, margin, feeRate, constant);
            first = isLong || bare > 0 ? bare : first;
        }

        ReadOnlySpan<RiskTier> tiers = _schedule.Tiers;
        for (int i = 0; i < tiers.Length; i++)
        {
            RiskTier tier = tiers[i];
            if (IsNeverMet(tier.MaintenanceRate, feeRate, signedQuantity))
            {
                continue;
            }

            double price = Solve(signedQuantity, entryPrice, margin, (tier.MaintenanceRate * _scale) + feeRate, constant - (tier.Deduction * _scale));
            if (isLong)
            {
                first = Math.Max(first, price);
            }
            else if (price > 0)
            {
                first = Math.Min(first, price);
            }

            // Below the next floor the lines of the tiers above lie under this one: most positions end in the first tier.
            if (i + 1 < tiers.Length && ValueAt(Math.Abs(signedQuantity), first) < tiers[i + 1].Floor)
            {
                break;
            }
        }

        return first;
    }

    /// <summary>Flat maintenance jumps at the floors: walk from the start through the tiers to the first price that fails.</summary>
    private double Flat(double signedQuantity, double entryPrice, double margin, double feeRate, double constant, double start)
    {
        bool isLong = signedQuantity > 0;
        double quantity = Math.Abs(signedQuantity);
        ReadOnlySpan<RiskTier> tiers = _schedule.Tiers;

        // A long's price falls; the value of a linear contract falls with it, that of an inverse one grows.
        int step = isLong == _inverse ? 1 : -1;
        int firstTier = _schedule.TierOf(ValueAt(quantity, start));
        for (int i = firstTier; i >= 0 && i < tiers.Length; i += step)
        {
            if (IsNeverMet(tiers[i].MaintenanceRate, feeRate, signedQuantity))
            {
                continue;
            }

            double failing = Solve(signedQuantity, entryPrice, margin, (tiers[i].MaintenanceRate * _scale) + feeRate, constant);
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
    private double Continuous(double signedQuantity, double entryPrice, double margin, double feeRate, double constant, double start)
    {
        double quantity = Math.Abs(signedQuantity), rate = (_schedule.Tiers[0].MaintenanceRate * _scale) + feeRate, slope = _schedule.RateSlope * _scale;
        double entryValue = ValueAt(quantity, entryPrice), startValue = ValueAt(quantity, start);
        int direction = Direction(signedQuantity);
        double value = TriggerEquation.QuadraticValue(direction, entryValue, margin - constant, rate, slope);

        // NaN: the requirement is above equity at every value, so the position is due wherever the price is.
        if (double.IsNaN(value))
        {
            return start;
        }

        // The parabola also overtakes equity at a greater value; a position that starts beyond it is due at once.
        double price = PriceAt(quantity, value);
        bool isBehind = Guard.IsPositive(price) && (signedQuantity > 0 ? price >= start : price <= start);
        bool isDue = margin - constant + (direction * (startValue - entryValue)) < startValue * (rate + (slope * startValue));
        return isDue && !isBehind ? start : price;
    }

    /// <summary>A size that does not move with the price has one rate.</summary>
    private double FixedSize(double signedQuantity, double entryPrice, double margin, double feeRate, double constant, double start)
    {
        double rate = (FixedRate(signedQuantity, entryPrice) * _scale) + feeRate;
        if (rate < 1 || Direction(signedQuantity) < 0)
        {
            return Solve(signedQuantity, entryPrice, margin, rate, constant);
        }

        // A rate that grew to the whole value or more: what is not due at the start only gets safer as value and equity fall.
        double quantity = Math.Abs(signedQuantity), startValue = ValueAt(quantity, start);
        return margin - constant + (startValue - ValueAt(quantity, entryPrice)) < rate * startValue ? start : double.NaN;
    }

    /// <summary>
    /// Whether a tier's line is not met on the way that loses: scaled to a warning ratio, a rate can reach the whole value, and such a line falls faster than
    /// equity does.
    /// </summary>
    private bool IsNeverMet(double rate, double feeRate, double signedQuantity) => (rate * _scale) + feeRate >= 1 && Direction(signedQuantity) > 0;

    /// <summary>+1 where equity falls as the value falls (a linear long, an inverse short), −1 where it falls as the value grows.</summary>
    private int Direction(double signedQuantity) => (signedQuantity > 0) == _inverse ? -1 : 1;

    private double EntryMaintenance(double signedQuantity, double entryPrice)
    {
        double quantity = Math.Abs(signedQuantity);
        return Math.Max(_rules.MinimumMaintenance, _schedule.Maintenance(_rules.Contract, quantity, entryPrice))
            + (_rules.PredictedFundingRate * ValueAt(quantity, entryPrice));
    }

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
                return _rules.FixedFee + (fee * ValueAt(quantity, entryPrice));
            case TriggerFee.BankruptcyValue:
                double bankruptcy = PositiveOrNaN(Solve(signedQuantity, entryPrice, margin, fee, 0));
                return _rules.FixedFee + (double.IsNaN(bankruptcy) ? 0 : fee * ValueAt(quantity, bankruptcy));
            default:
                return _rules.FixedFee;
        }
    }

    private double ValueAt(double quantity, double price) => _inverse ? quantity / price : quantity * price;

    private double PriceAt(double quantity, double value) => _inverse ? quantity / value : value / quantity;
}
