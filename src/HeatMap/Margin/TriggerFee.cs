namespace HeatMap;

/// <summary>Whether a venue counts the fee of the closing order in its trigger, and on which value.</summary>
public enum TriggerFee
{
    /// <summary>No fee is in the liquidation price.</summary>
    None = 1,

    /// <summary>On the value at the mark, like maintenance.</summary>
    MarkValue,

    /// <summary>On the value at the entry.</summary>
    EntryValue,

    /// <summary>On the value at the bankruptcy price, where the position would be taken over.</summary>
    BankruptcyValue,
}
