namespace HeatMap;

/// <summary>How fees and maintenance make up what equity is held against.</summary>
public enum FeeCombination
{
    /// <summary>Maintenance plus fees.</summary>
    Sum = 1,

    /// <summary>The greater of the two.</summary>
    Greater,
}
