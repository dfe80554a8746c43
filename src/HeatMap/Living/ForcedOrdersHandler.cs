namespace HeatMap;

/// <summary>Is told of the orders that an event forced.</summary>
/// <param name="cause">The mark that forced them.</param>
/// <param name="orders">At least one; valid until the handler returns.</param>
public delegate void ForcedOrdersHandler(scoped in PositionEvent cause, ForcedOrders orders);
