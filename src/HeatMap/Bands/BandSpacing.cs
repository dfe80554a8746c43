namespace HeatMap;

/// <summary>How the edges of a grid follow each other.</summary>
public enum BandSpacing
{
    /// <summary>Edges are whole multiples of a width.</summary>
    Uniform = 1,

    /// <summary>Edges are whole powers of one plus a step.</summary>
    Geometric,
}
