namespace HeatMap;

/// <summary>A holding made ready for many prices: its profit and what the venue asks for, and where that bends.</summary>
internal readonly struct AccountLeg
{
    private readonly MarginRules _rules;
    private readonly double _signedQuantity, _quantity, _entry, _fixedFee, _feeRate;
    private readonly bool _inverse, _isFixed, _isSmallerLeg;

    public AccountLeg(in Holding holding, bool isSmallerLeg, int symbol, int firstHolding)
    {
        _rules = holding.Rules.Cross ?? holding.Rules;
        _signedQuantity = holding.Position.SignedQuantity;
        _quantity = holding.Position.Quantity;
        _entry = holding.Position.EntryPrice;
        _inverse = _rules.Contract.Kind == ContractKind.Inverse;
        _isSmallerLeg = isSmallerLeg;
        Mark = holding.MarkPrice;
        (Symbol, FirstHolding) = (symbol, firstHolding);

        _isFixed = _rules.Valuation == MaintenanceValuation.EntryValue;
        double entryValue = Value(_entry);
        _feeRate = _rules.Fee == TriggerFee.MarkValue ? _rules.TakerFeeRate : 0;
        _fixedFee = _rules.FixedFee + (_rules.Fee == TriggerFee.EntryValue ? _rules.TakerFeeRate * entryValue : 0);
        ProfitAtMark = Profit(Mark);
        RequirementAtMark = Requirement(Mark);
    }

    /// <summary>The number of its symbol.</summary>
    public int Symbol { get; }

    /// <summary>The first holding that belongs to it, whose mark, price and beta it takes.</summary>
    public int FirstHolding { get; }

    public double Mark { get; }

    /// <summary>What the leg adds to equity while it stands at its mark.</summary>
    public double ProfitAtMark { get; }

    /// <summary>What the venue asks for while it stands at its mark.</summary>
    public double RequirementAtMark { get; }

    public bool IsInverse => _inverse;

    /// <summary>+1 for a long, −1 for a short.</summary>
    public int Sign => Math.Sign(_signedQuantity);

    /// <summary>Whether what is asked for has a term in the square of the value, or is the greater of two lines.</summary>
    public bool IsCurved => _rules.FeeCombination == FeeCombination.Greater
        || (!_isFixed && _rules.Schedule.Method == TierMethod.SizeContinuous && _rules.Schedule.MovesWithPrice(_rules.Contract.Kind));

    /// <summary>Whether what is asked for has no jumps and bends upwards only, as a value moves: equity less it is then concave.</summary>
    public bool IsConvex => _isFixed || _isSmallerLeg || _rules.Schedule.Method == TierMethod.Marginal || !_rules.Schedule.MovesWithPrice(_rules.Contract.Kind);

    /// <summary>Whether the fee at the bankruptcy price enters, which depends on the whole account's collateral.</summary>
    public bool NeedsBankruptcyFee => _rules.Fee == TriggerFee.BankruptcyValue;

    public double Value(double price) => _inverse ? _quantity / price : _quantity * price;

    public double Profit(double price) => _inverse ? _signedQuantity * ((1 / _entry) - (1 / price)) : _signedQuantity * (price - _entry);

    /// <summary>Maintenance and fees at a price, in the settlement asset.</summary>
    public double Requirement(double price)
    {
        if (_isSmallerLeg)
        {
            return 0;
        }

        double fees = _fixedFee + (_feeRate * Value(price)), valued = _isFixed ? _entry : price;
        double maintenance = Math.Max(_rules.MinimumMaintenance, _rules.Schedule.Maintenance(_rules.Contract, _quantity, valued))
            + (_rules.PredictedFundingRate * Value(valued));
        return _rules.FeeCombination == FeeCombination.Greater ? Math.Max(maintenance, fees) : maintenance + fees;
    }

    /// <summary>The fee on the value at the price where a collateral would be gone if this leg alone moved.</summary>
    public double BankruptcyFee(double collateral)
    {
        double price = new Trigger(_rules).Bankruptcy(_signedQuantity, _entry, collateral, _rules.TakerFeeRate);
        return double.IsNaN(price) ? 0 : _rules.TakerFeeRate * Value(price);
    }

    /// <summary>The prices at which the requirement bends or jumps: where the size is on a floor, or maintenance begins.</summary>
    /// <param name="prices">A buffer; grows where it must.</param>
    /// <param name="count">How many prices it holds.</param>
    public void AddBends(ref double[] prices, ref int count)
    {
        if (_isFixed || _isSmallerLeg || !_rules.Schedule.MovesWithPrice(_rules.Contract.Kind))
        {
            return;
        }

        ReadOnlySpan<RiskTier> tiers = _rules.Schedule.Tiers;
        AccountLegs.Reserve(ref prices, count + (2 * tiers.Length));
        for (int i = 0; i < tiers.Length; i++)
        {
            RiskTier tier = tiers[i];
            AddPriceOf(tier.Floor, prices, ref count);
            if (tier.Deduction + _rules.MinimumMaintenance > 0 && tier.MaintenanceRate > 0)
            {
                // Where the tier's own line comes out of the least maintenance; of no matter where another tier holds.
                double begins = (tier.Deduction + _rules.MinimumMaintenance) / tier.MaintenanceRate;
                if (begins >= tier.Floor && !(i + 1 < tiers.Length && begins > tiers[i + 1].Floor))
                {
                    AddPriceOf(begins, prices, ref count);
                }
            }
        }
    }

    private void AddPriceOf(double value, double[] prices, ref int count)
    {
        if (value > 0)
        {
            prices[count++] = _inverse ? _quantity / value : value / _quantity;
        }
    }
}
