namespace HeatMap.Estimation;

/// <summary>Windows of one kind, and how much of them a throttled feed would have shown.</summary>
/// <param name="From">The least observed fraction, or the least size of the return, inclusive.</param>
/// <param name="To">The greatest, exclusive; inclusive in the last bin.</param>
/// <param name="Windows">How many windows with liquidations.</param>
/// <param name="TrueAmount">What was liquidated in them.</param>
/// <param name="ObservedAmount">What the throttled feed would have shown.</param>
/// <remarks><c>default</c> is an empty bin.</remarks>
public readonly record struct ThrottlingBin(double From, double To, int Windows, double TrueAmount, double ObservedAmount)
{
    /// <summary>True over observed amount; NaN where nothing was observed.</summary>
    public double Multiplier => ObservedAmount > 0 ? TrueAmount / ObservedAmount : double.NaN;
}
