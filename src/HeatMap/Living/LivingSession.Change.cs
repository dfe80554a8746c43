using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>What happens to a position that was opened before.</content>
public sealed partial class LivingSession
{
    /// <summary>Applies an event that names a position.</summary>
    private ForcedOrders Change(scoped in PositionEvent item)
    {
        if (!_handles.TryGetValue(item.Id, out PositionHandle handle))
        {
            Refuse(item, "must be known: nothing opened it, or it was closed");
        }

        bool isLive = Map.TryGet(handle, out LivePosition live);
        if (!isLive)
        {
            LateEvents++;
        }
        else
        {
            CheckFits(item, live);
            ChangeLive(item, handle, live);
        }

        if (item.Kind == PositionEventKind.Close)
        {
            _handles.Remove(item.Id);
        }

        return default;
    }

    private void ChangeLive(scoped in PositionEvent item, PositionHandle handle, scoped in LivePosition live)
    {
        switch (item.Kind)
        {
            case PositionEventKind.Close:
                Map.Close(handle);
                break;
            case PositionEventKind.Resize when live.IsPricedElsewhere:
                ResizeElsewhere(item, handle, live);
                break;
            case PositionEventKind.Resize:
                Map.Resize(handle, item.Quantity, item.EntryPrice, item.Margin);
                break;
            case PositionEventKind.Funding:
                Pay(item.Margin, handle, live);
                break;
            case PositionEventKind.Margin or PositionEventKind.Leverage when live.IsPricedElsewhere:
                Map.Reprice(handle, item.LiquidationPrice);
                break;
            case PositionEventKind.Margin:
                Map.AddMargin(handle, item.Margin);
                break;
            default:
                Map.ChangeLeverage(handle, item.Leverage);
                break;
        }
    }

    /// <summary>Two changes of the map as one: when the second cannot be, the first is taken back, to the last bit.</summary>
    private void ResizeElsewhere(scoped in PositionEvent item, PositionHandle handle, scoped in LivePosition live)
    {
        if (!item.IsPriced)
        {
            Map.Resize(handle, item.Quantity);
            return;
        }

        // What shrinks goes first: the notional in between is never above both ends.
        bool priceFirst = item.LiquidationPrice < live.LiquidationPrice;
        double before = live.LiquidationPrice;
        if (priceFirst)
        {
            Map.Reprice(handle, item.LiquidationPrice);
        }

        try
        {
            Map.Resize(handle, item.Quantity);
            if (!priceFirst)
            {
                Map.Reprice(handle, item.LiquidationPrice);
            }
        }
        catch (OverflowException)
        {
            Map.Resize(handle, live.Quantity);
            Map.Reprice(handle, before);
            throw;
        }
    }

    /// <summary>Funding of one position: an account pays for those without margin of their own.</summary>
    private void Pay(double amount, PositionHandle handle, scoped in LivePosition live)
    {
        if (double.IsNaN(live.Margin))
        {
            return;
        }

        double paid = Math.Min(amount, live.Margin);
        Map.AddMargin(handle, -paid);
        UncoveredFunding += amount - paid;
    }

    private static void CheckFits(scoped in PositionEvent item, scoped in LivePosition live)
    {
        if (item.Side != default && item.Side != live.Side && item.Kind == PositionEventKind.Resize)
        {
            Throw.OutOfRange(nameof(item.Side), (int)item.Side, $"that of position {item.Id.ToString(CultureInfo.InvariantCulture)}, {live.Side}: a turn is a close and an open");
        }

        bool isOfPosition = item.Kind is PositionEventKind.Resize or PositionEventKind.Margin or PositionEventKind.Leverage;
        if (isOfPosition && item.IsPriced && !live.IsPricedElsewhere)
        {
            Throw.OutOfRange(nameof(item.Price), item.Price, $"not stated for position {item.Id.ToString(CultureInfo.InvariantCulture)}, which the rules price");
        }

        if (item.Kind is PositionEventKind.Margin or PositionEventKind.Leverage && !item.IsPriced && live.IsPricedElsewhere)
        {
            Throw.OutOfRange(nameof(item.Price), item.Price, $"stated for position {item.Id.ToString(CultureInfo.InvariantCulture)}, which is priced elsewhere");
        }
    }
}
