using System.Collections.Immutable;

namespace HeatMap.Cascades;

/// <summary>A book of many assets read along one common factor: who is liquidated at which move, as rungs of one ladder.</summary>
/// <remarks>Prices are moved by the factor alone; what sales add is <see cref="MultiAssetMarket.FirstCascade"/> and <see cref="MultiAssetMarket.Cascade"/>. Immutable.</remarks>
public sealed class FactorLadder
{
    internal FactorLadder(Direction direction, ImmutableArray<FactorTrigger> triggers) => (Direction, Triggers) = (direction, triggers);

    /// <summary>Which way the factor moves.</summary>
    public Direction Direction { get; }

    /// <summary>The smallest moves first, of equals the lower account. Accounts that no move liquidates are not among them.</summary>
    public ImmutableArray<FactorTrigger> Triggers { get; }

    /// <summary>The smallest move that liquidates anybody; NaN where none does.</summary>
    public double FirstMove => Triggers.IsEmpty ? double.NaN : Triggers[0].Move;
}
