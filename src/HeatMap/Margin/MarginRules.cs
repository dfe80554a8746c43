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

    /// <summary>How the reported price is rounded.</summary>
    public PriceRounding Rounding { get; init => field = Guard.Defined(value, nameof(Rounding)); } = PriceRounding.None;

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
    public double InitialMargin(double quantity, double entryPrice, double leverage) =>
        Contract.SettlementValue(Guard.Positive(quantity), Guard.Positive(entryPrice)) / Guard.Positive(leverage);
}
