using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>What is wrong and what is missing in a series of bars. Nothing of it was repaired.</summary>
/// <remarks>Immutable. Counts are exact; the list ends at <see cref="BarChecker.MaxIssues"/>.</remarks>
public sealed class BarReport
{
    private readonly ImmutableArray<int> _faults, _missing;

    internal BarReport(int bars, ImmutableArray<BarIssue> issues, ImmutableArray<int> faults, ImmutableArray<int> missing)
    {
        (Bars, Issues, _faults, _missing) = (bars, issues, faults, missing);
        MissingColumns = [.. Enum.GetValues<BarColumn>().Where(IsMissing)];
    }

    /// <summary>The number of bars that were read.</summary>
    public int Bars { get; }

    /// <summary>The issues, in the order of bars, those of all bars last; the first <see cref="BarChecker.MaxIssues"/> of them.</summary>
    public ImmutableArray<BarIssue> Issues { get; }

    /// <summary>The columns in which no bar has a value.</summary>
    public ImmutableArray<BarColumn> MissingColumns { get; }

    /// <summary>How many issues there are, listed or not; a missing column is one.</summary>
    public int IssueCount => _faults.Sum();

    /// <summary>Whether no fault was found; columns may be missing.</summary>
    public bool IsClean => IssueCount == Count(BarFault.MissingColumn);

    /// <summary>How often a fault was found.</summary>
    /// <param name="fault">A fault.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fault"/> is not defined.</exception>
    public int Count(BarFault fault) => _faults[(int)Guard.Defined(fault) - 1];

    /// <summary>How many bars have no value in a column.</summary>
    /// <param name="column">A column.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="column"/> is not defined.</exception>
    public int MissingRows(BarColumn column) => _missing[(int)Guard.Defined(column) - 1];

    /// <summary>Whether no bar has a value in a column, and there are bars.</summary>
    /// <param name="column">A column.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="column"/> is not defined.</exception>
    public bool IsMissing(BarColumn column) => Bars > 0 && MissingRows(column) == Bars;

    /// <summary>For example <c>960 bars, 3 issues: Gap 1, RepeatedOpenInterest 2</c>.</summary>
    public override string ToString()
    {
        string[] parts = [.. Enum.GetValues<BarFault>().Where(f => Count(f) > 0).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f} {Count(f)}"))];
        return string.Create(CultureInfo.InvariantCulture, $"{Bars} bars, {IssueCount} issues{(parts.Length > 0 ? ": " : "")}{string.Join(", ", parts)}");
    }
}
