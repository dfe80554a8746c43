using HeatMap.Internal;
using HeatMap.Kernels;

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

    /// <summary>
    /// Whether these rules price every row by the same few straight lines and report the price as it is, so that a kernel can do it. If so, the lines.
    /// </summary>
    public bool TryLines(out LineTable lines)
    {
        lines = default;
        bool isPlain = !_entryValued && _sizeMoves && _schedule.Method == TierMethod.Marginal && _rules.FeeCombination == FeeCombination.Sum
            && _rules.MinimumMaintenance == 0 && _rules.Fee is TriggerFee.None or TriggerFee.MarkValue
            && _rules.Rounding != PriceRounding.WholeSatoshi && (_rules.Rounding == PriceRounding.None || _rules.Contract.Tick is null);
        if (!isPlain || Lines > LineTable.MaxLines)
        {
            return false;
        }

        double feeRate = (_markFee * _scale) + (_funding * _scale), constant = _rules.FixedFee * _scale;
        Line below = LineOf(0, feeRate, constant);
        lines.Start(below.Rate, below.Constant);
        for (int i = 1; i < Lines; i++)
        {
            Line line = LineOf(i, feeRate, constant);
            int falling = _inverse ? -1 : 1;
            if (!lines.TryAppend(line.Rate, line.Constant, Bound(below, line, falling), Bound(below, line, -falling)))
            {
                return false;
            }

            below = line;
        }

        return true;
    }

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
    /// Marginal maintenance is the greatest of straight lines. Each line is met in a range of its own of the free value (entry value less margin),
    /// so the tier that holds at the price is known before the price is: see <see cref="Bound"/>.
    /// </summary>
    private double Marginal(double signedQuantity, double entryPrice, double margin, double feeRate, double constant)
    {
        double free = _inverse ? (signedQuantity / entryPrice) + margin : (signedQuantity * entryPrice) - margin;
        double size = signedQuantity < 0 ? -free : free;
        Line met = LineOf(0, feeRate, constant);
        for (int i = 1; i < Lines; i++)
        {
            Line next = LineOf(i, feeRate, constant);
            if (!(size >= Bound(met, next, Direction(signedQuantity))) || IsNeverMet(next.Rate, signedQuantity))
            {
                break;
            }

            met = next;
        }

        return Solve(signedQuantity, entryPrice, margin, met.Rate, met.Constant);
    }

    /// <summary>How many straight lines a marginal requirement has: the tiers, and below a single tier with a deduction the line of no maintenance.</summary>
    private int Lines => _schedule.Tiers.Length + (IsBareBelow ? 1 : 0);

    private bool IsBareBelow => _schedule.Tiers[0].Deduction > 0;

    private Line LineOf(int index, double feeRate, double constant)
    {
        if (IsBareBelow && index == 0)
        {
            return new(0, feeRate, constant);
        }

        RiskTier tier = _schedule.Tiers[IsBareBelow ? index - 1 : index];
        double floor = IsBareBelow ? tier.Deduction / tier.MaintenanceRate : tier.Floor;
        return new(floor, (tier.MaintenanceRate * _scale) + feeRate, constant - (tier.Deduction * _scale));
    }

    /// <summary>
    /// The free value from which on a line is met and not the one below it. At a value V the free value is <c>V (1 − d·rate) − d·constant</c> on
    /// either line, with d the direction; the two cross at the floor.
    /// </summary>
    private static double Bound(Line below, Line line, int direction) => (line.Floor * (1 - (direction * below.Rate))) - (direction * below.Constant);

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
    private bool IsNeverMet(double rate, double feeRate, double signedQuantity) => IsNeverMet((rate * _scale) + feeRate, signedQuantity);

    private bool IsNeverMet(double lineRate, double signedQuantity) => lineRate >= 1 && Direction(signedQuantity) > 0;

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

    /// <summary>A straight line of requirement, <c>rate × value + constant</c>, and the value from which on it is the greatest.</summary>
    private readonly record struct Line(double Floor, double Rate, double Constant);
}
