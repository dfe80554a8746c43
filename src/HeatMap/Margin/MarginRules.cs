using HeatMap.Internal;

namespace HeatMap;

/// <summary>Everything that decides when a position of one contract is liquidated: contract, schedule, trigger, fee, rounding, date.</summary>
/// <remarks>
/// <para>Immutable; changed with <c>with</c>, for example to the account's own fee rate. Every setter checks its value.</para>
/// <para>The trigger is <c>equity &lt;= maintenance + fee</c>; the properties say which prices and fees enter it.</para>
/// </remarks>
public sealed record MarginRules
{
    /// <summary>Rules with maintenance on mark value, no fee and no rounding.</summary>
    /// <param name="contract">What is traded.</param>
    /// <param name="schedule">How much maintenance it needs.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public MarginRules(ContractSpec contract, MaintenanceSchedule schedule)
    {
        Contract = contract;
        Schedule = schedule;
    }

    /// <summary>What is traded.</summary>
    public ContractSpec Contract
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>How much maintenance it needs.</summary>
    public MaintenanceSchedule Schedule
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>The price at which maintenance is valued.</summary>
    public MaintenanceValuation Valuation { get; init => field = Guard.Defined(value, nameof(Valuation)); } = MaintenanceValuation.MarkValue;

    /// <summary>Which fee the trigger counts.</summary>
    public TriggerFee Fee { get; init => field = Guard.Defined(value, nameof(Fee)); } = TriggerFee.None;

    /// <summary>The account's taker fee as a fraction of value; &gt;= 0 and &lt; 1. Read only where <see cref="Fee"/> counts it.</summary>
    public double TakerFeeRate { get; init => field = Guard.Rate(value, nameof(TakerFeeRate)); }

    /// <summary>A fee that does not depend on size, in the settlement asset; finite and &gt;= 0.</summary>
    public double FixedFee { get; init => field = Guard.NonNegative(value, nameof(FixedFee)); }

    /// <summary>How fees and maintenance make up the requirement.</summary>
    public FeeCombination FeeCombination { get; init => field = Guard.Defined(value, nameof(FeeCombination)); } = FeeCombination.Sum;

    /// <summary>The least maintenance of any position, in the settlement asset; finite and &gt;= 0.</summary>
    public double MinimumMaintenance { get; init => field = Guard.NonNegative(value, nameof(MinimumMaintenance)); }

    /// <summary>
    /// The funding rate that the venue expects to charge and counts in maintenance: a fraction of the value that maintenance is taken of, above −1
    /// and below 1. Zero where the venue's rule has no such term. Funding to be received is negative, and can exceed the maintenance itself.
    /// </summary>
    public double PredictedFundingRate
    {
        get;
        init
        {
            if (!(value > -1 && value < 1))
            {
                Throw.OutOfRange(nameof(PredictedFundingRate), value, "a fraction > -1 and < 1");
            }

            field = value;
        }
    }

    /// <summary>Whether the venue's own rule has a term for predicted funding.</summary>
    public bool CountsPredictedFunding { get; init; }

    /// <summary>What public material leaves open about these rules, so that a price by them may differ from the venue's; <see langword="null"/> where nothing is known to be.</summary>
    public string? Open { get; init; }

    /// <summary>How the reported liquidation price is rounded.</summary>
    public PriceRounding Rounding { get; init => field = Guard.Defined(value, nameof(Rounding)); } = PriceRounding.None;

    /// <summary>How the reported bankruptcy price is rounded.</summary>
    public PriceRounding BankruptcyRounding { get; init => field = Guard.Defined(value, nameof(BankruptcyRounding)); } = PriceRounding.None;

    /// <summary>
    /// Whether margin that is added later also pays the fee of the closing order, so that only <c>extra / (1 + s·fee)</c> of it secures the position.
    /// </summary>
    public bool ExtraMarginPaysFee { get; init; }

    /// <summary>The closing fee that the venue shows within maintenance margin. Enters <see cref="Maintenance"/>, never a price.</summary>
    public FeeReserve FeeReserve { get; init => field = Guard.Defined(value, nameof(FeeReserve)); } = FeeReserve.None;

    /// <summary>Whether the venue estimates the prices of a cross account by moving all its contracts by one factor; see <c>CrossAccount.LiquidationFactor</c>.</summary>
    public bool MovesAllTogether { get; init; }

    /// <summary>Whether of two legs of one contract, in hedge mode, only the larger needs maintenance.</summary>
    public bool LargerLegOnly { get; init; }

    /// <summary>How much is sold when the trigger is met.</summary>
    public LiquidationProcess Process { get; init => field = Guard.Defined(value, nameof(Process)); } = LiquidationProcess.Whole;

    /// <summary>The rules that hold for cross margin where they differ; <see langword="null"/> where these hold for both.</summary>
    public MarginRules? Cross { get; init; }

    /// <summary>Which of a venue's rules these are, where it has several; <see langword="null"/> where it has one.</summary>
    public string? Variant { get; init; }

    /// <summary>The venue whose rules these are, as the tool names it; <see langword="null"/> for rules made by hand.</summary>
    public string? Venue { get; init; }

    /// <summary>The day for which these rules are known to hold; <see langword="null"/> when nobody said.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where the numbers of the schedule come from.</summary>
    public string? Source { get; init; }

    /// <summary>The margin that a leverage asks for: entry value over leverage, in the settlement asset.</summary>
    /// <param name="quantity">Unsigned size in the contract's unit; finite and &gt; 0.</param>
    /// <param name="entryPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="leverage">Finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public double InitialMargin(double quantity, double entryPrice, double leverage) =>
        Contract.SettlementValue(Guard.Positive(quantity), Guard.Positive(entryPrice)) / Guard.Positive(leverage);

    /// <summary>The closing fee that the venue holds back for a position and shows within its maintenance margin (and initial margin, where it asks for it at once).</summary>
    /// <param name="position">Not <c>default</c>.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <returns>In the settlement asset; zero where the venue has no such reserve. NaN where it depends on a margin that lies in an account.</returns>
    /// <exception cref="ArgumentException">The position is <c>default</c> or an argument is outside its domain.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public double ReservedFee(in Position position, double markPrice)
    {
        Liquidation.Check(position, this, Guard.Positive(markPrice));
        double margin = new Trigger(this).MarginOf(position.Quantity, position.EntryPrice, position.Margin, position.Leverage);
        double entryValue = Contract.SettlementValue(position.Quantity, position.EntryPrice);

        // Value falls with equity for a linear long and an inverse short, and grows as it falls for the other two.
        int direction = (position.Side == Side.Long) == (Contract.Kind == ContractKind.Inverse) ? 1 : -1;
        return FeeReserve switch
        {
            FeeReserve.MarkValue => TakerFeeRate * Contract.SettlementValue(position.Quantity, markPrice),
            FeeReserve.BankruptcyValue => TakerFeeRate * Math.Max(0, entryValue + (direction * margin)),
            FeeReserve.EntryValueAndMargin => TakerFeeRate * (entryValue + margin),
            _ => 0,
        };
    }

    /// <summary>The maintenance margin of a position as the venue reports it: with predicted funding and the <see cref="FeeReserve"/>, where it has them.</summary>
    /// <param name="position">Not <c>default</c>.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <returns>In the settlement asset. NaN where the reserve depends on a margin that lies in an account.</returns>
    /// <exception cref="ArgumentException">The position is <c>default</c> or an argument is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(tiers).</remarks>
    public double Maintenance(in Position position, double markPrice)
    {
        double reserve = ReservedFee(position, markPrice);
        return new Trigger(this).RequirementAt(position.SignedQuantity, position.EntryPrice, 0, markPrice).Maintenance + reserve;
    }

    /// <summary>What an amount of margin added to a position secures, in the settlement asset.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="extraMargin">What the trader added; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public double SecuredBy(Side side, double extraMargin)
    {
        Guard.Defined(side);
        Guard.Finite(extraMargin);
        return ExtraMarginPaysFee ? extraMargin / (1 + ((int)side * TakerFeeRate)) : extraMargin;
    }

    /// <summary>The rules for a margin mode.</summary>
    /// <param name="mode">Isolated or cross.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not defined.</exception>
    public MarginRules For(MarginMode mode) => Guard.Defined(mode) == MarginMode.Cross ? Cross ?? this : this;
}
