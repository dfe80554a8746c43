namespace HeatMap;

/// <summary>A stretch of an isotonic fit on which it is constant.</summary>
/// <remarks><c>default</c> is a block of nothing at zero.</remarks>
/// <param name="Low">The least input of the block, in the input's unit.</param>
/// <param name="High">The greatest input of the block.</param>
/// <param name="Value">The fitted value: the weighted mean of the block's targets, in their unit.</param>
/// <param name="Weight">The sum of the block's weights, &gt; 0; without weights the number of its rows.</param>
public readonly record struct IsotonicBlock(double Low, double High, double Value, double Weight);
