namespace HeatMap;

/// <summary>How a column of a heat map came to be.</summary>
public enum HeatMapColumnState
{
    /// <summary>Somebody gave its numbers.</summary>
    Given = 1,

    /// <summary>Nobody did; it holds no numbers.</summary>
    Missing,

    /// <summary>Nobody did; it holds what was known before.</summary>
    Carried,
}
