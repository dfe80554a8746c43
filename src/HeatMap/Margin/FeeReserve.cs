namespace HeatMap;

/// <summary>The closing fee that a venue shows as part of a position's maintenance margin.</summary>
/// <remarks>
/// It is what the venue reports. Where it is held in margin and maintenance alike it cancels, and the liquidation price does not know it;
/// where it is not, <see cref="TriggerFee"/> counts it in the price.
/// </remarks>
public enum FeeReserve
{
    /// <summary>Maintenance is shown without a fee.</summary>
    None = 1,

    /// <summary>The fee on the value at the mark.</summary>
    MarkValue,

    /// <summary>The fee on the value at the bankruptcy price: entry value less (long, linear) or more than it by the margin.</summary>
    BankruptcyValue,

    /// <summary>The fee on the value at the entry and on the margin.</summary>
    EntryValueAndMargin,
}
