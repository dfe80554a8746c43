using System.Globalization;
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

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => Total.Count == 0 && Total.Notional == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"no price {_noPrice.Notional:N0}, already liquidated {_alreadyLiquidated.Notional:N0}, needs account {_needsAccount.Notional:N0}, invalid {_invalid.Notional:N0} ({Total.Count:N0} rows)");
}
