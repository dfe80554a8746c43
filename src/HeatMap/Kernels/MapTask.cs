namespace HeatMap.Kernels;

/// <summary>How a kernel comes by its prices.</summary>
internal enum Pricing
{
    /// <summary>They are a column.</summary>
    Given = 1,

    /// <summary>Lines of requirement, value = quantity × price.</summary>
    Linear,

    /// <summary>Lines of requirement, value = quantity ÷ price.</summary>
    Inverse,
}

/// <summary>What a kernel is to do with rows of some columns: all that does not change from row to row. <c>default</c> is nothing.</summary>
/// <remarks>Large, because of its table: passed by reference.</remarks>
internal struct MapTask
{
    public Pricing Pricing;

    public LineTable Lines;

    public BandNumbers Bands;

    public double MarkPrice, UnitsPerQuote;

    /// <summary>Whether rows whose price the mark has reached are kept apart.</summary>
    public bool MarkTest;

    /// <summary>The width of vectors: 512, 256 or 128.</summary>
    public int VectorBits;

    public readonly bool IsNone => VectorBits == 0;
}
