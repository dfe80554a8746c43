using System.Collections.Immutable;

namespace HeatMap.Charts.Panels;

/// <summary>The same numbers as words.</summary>
internal sealed record PanelTable(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Whether it is seen without being asked for.</summary>
    public bool IsOpen { get; init; }
}
