using HeatMap.Internal;

namespace HeatMap;

/// <summary>The positions of a map that are in no band, by reason.</summary>
/// <remarks>A value: it does not change with the builder it was read from. <c>default</c> is empty.</remarks>
public readonly record struct UnplacedRows
{
    private readonly SideTally _noPrice, _alreadyLiquidated, _needsAccount, _invalid;

    internal UnplacedRows(SideTally noPrice, SideTally alreadyLiquidated, SideTally needsAccount, SideTally invalid)
    {
        _noPrice = noPrice;
        _alreadyLiquidated = alreadyLiquidated;
        _needsAccount = needsAccount;
        _invalid = invalid;
    }

    /// <summary>All of them.</summary>
    public SideTally Total => _noPrice + _alreadyLiquidated + _needsAccount + _invalid;

    /// <summary>Those with one reason.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is not defined.</exception>
    public SideTally this[UnplacedReason reason] => Guard.Defined(reason) switch
    {
        UnplacedReason.NoLiquidationPrice => _noPrice,
        UnplacedReason.AlreadyLiquidated => _alreadyLiquidated,
        UnplacedReason.NeedsAccount => _needsAccount,
        _ => _invalid,
    };
}
