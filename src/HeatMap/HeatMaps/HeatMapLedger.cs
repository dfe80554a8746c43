using System.Globalization;

namespace HeatMap;

/// <summary>What became of everything that was put into a heat map of cohorts, by side.</summary>
/// <remarks>It counts from the first column on, also what stood in columns that were dropped since.</remarks>
/// <param name="Long">The longs.</param>
/// <param name="Short">The shorts.</param>
public readonly record struct HeatMapLedger(SideLedger Long, SideLedger Short)
{
    /// <summary>Both sides together.</summary>
    public SideLedger Total => Long + Short;

    /// <summary>Whether nothing was lost on either side. It holds always; tests and doubters ask.</summary>
    public bool IsBalanced => Long.IsBalanced && Short.IsBalanced;

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"long: {Long}; short: {Short}");
}
