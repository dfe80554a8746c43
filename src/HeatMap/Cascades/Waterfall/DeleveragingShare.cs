namespace HeatMap.Cascades;

/// <summary>What one candidate could give and what was taken.</summary>
/// <remarks><c>default</c> is a candidate who had nothing to give.</remarks>
/// <param name="Row">The row of the candidate.</param>
/// <param name="Endowment">The gain at the final price; zero for losers and for the side of the bankrupt.</param>
/// <param name="Taken">From zero to <paramref name="Endowment"/>.</param>
public readonly record struct DeleveragingShare(int Row, double Endowment, double Taken);
