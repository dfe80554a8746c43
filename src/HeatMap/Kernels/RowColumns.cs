namespace HeatMap.Kernels;

/// <summary>The columns of a fill, whatever their rows are: empty where there is none of its kind.</summary>
/// <remarks>Given prices travel as entry, their notionals as quantity.</remarks>
internal readonly ref struct RowColumns(
    ReadOnlySpan<double> entry,
    ReadOnlySpan<double> quantity,
    ReadOnlySpan<double> margin = default,
    ReadOnlySpan<double> leverage = default,
    ReadOnlySpan<byte> layer = default)
{
    public ReadOnlySpan<double> Entry { get; } = entry;

    public ReadOnlySpan<double> Quantity { get; } = quantity;

    public ReadOnlySpan<double> Margin { get; } = margin;

    public ReadOnlySpan<double> Leverage { get; } = leverage;

    /// <summary>Every one below the number of layers.</summary>
    public ReadOnlySpan<byte> Layer { get; } = layer;

    public int Count => Entry.Length;
}

/// <summary>The same columns in pinned memory, which may cross to other threads while they are pinned.</summary>
internal unsafe struct RowPointers
{
    /// <summary>Null where there is none of its kind.</summary>
    public double* Entry, Quantity, Margin, Leverage;

    public byte* Layer;

    public int Count;

    public readonly RowColumns Columns => new(Of(Entry), Of(Quantity), Of(Margin), Of(Leverage), Layer == null ? default : new(Layer, Count));

    private readonly ReadOnlySpan<double> Of(double* column) => column == null ? default : new(column, Count);
}
