namespace HeatMap.Kernels;

/// <summary>Where paths leave what became of them; a place for each path, a multiple of 32 in all.</summary>
internal readonly ref struct WalkResults
{
    /// <summary>The log price at the end, with displacement.</summary>
    public required Span<float> Close { get; init; }

    /// <summary>The lowest log price of the start and the ends of all steps, with displacement.</summary>
    public required Span<float> Low { get; init; }

    /// <summary>The highest log price of the start and the ends of all steps, with displacement.</summary>
    public required Span<float> High { get; init; }

    /// <summary>The lowest log price of the same path without any displacement.</summary>
    public required Span<float> BareLow { get; init; }

    /// <summary>The highest log price of the same path without any displacement.</summary>
    public required Span<float> BareHigh { get; init; }

    /// <summary>The state of the falling side at the end: how many of its thresholds are passed.</summary>
    public required Span<int> Fall { get; init; }

    /// <summary>The state of the rising side at the end.</summary>
    public required Span<int> Rise { get; init; }
}
