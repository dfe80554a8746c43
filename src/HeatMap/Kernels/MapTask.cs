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

/// <summary>What a kernel is to do with rows of some columns: all that does not change from row to row.</summary>
internal readonly struct MapTask
{
    public required Pricing Pricing { get; init; }

    public LineTable Lines { get; init; }

    public required BandNumbers Bands { get; init; }

    public required double MarkPrice { get; init; }

    /// <summary>Whether rows whose price the mark has reached are kept apart.</summary>
    public required bool MarkTest { get; init; }

    public required double UnitsPerQuote { get; init; }

    /// <summary>The width of vectors: 512, 256 or 128.</summary>
    public required int VectorBits { get; init; }
}
