using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap;

/// <summary>In which order the positions of an account are closed, and who says so.</summary>
/// <param name="Holdings">Their places in the account, first closed first.</param>
/// <param name="IsVenueRule">Whether the order is the venue's published rule; otherwise it is the caller's.</param>
public sealed record ClosingOrder(ImmutableArray<int> Holdings, bool IsVenueRule)
{
    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Holdings.Length} holdings, {(IsVenueRule ? "as the venue does" : "as assumed")}");
}
