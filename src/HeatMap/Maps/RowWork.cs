using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Adds single rows of columns, on any thread: what a fill does with rows that no kernel takes.</summary>
internal interface IRowWork
{
    /// <summary>Adds a row (direction 1) or takes it out again (−1). A row that is refused changes nothing.</summary>
    void AddRow(RowColumns columns, MapCells cells, int row, int direction);
}

/// <summary>Rows that are priced by rules.</summary>
internal readonly struct PositionWork(MarginRules rules, Trigger trigger, FillSettings settings) : IRowWork
{
    public void AddRow(RowColumns columns, MapCells cells, int row, int direction) => new RowFill<PositionSource>(
        new(new(columns.Entry, columns.Quantity, columns.Margin, columns.Leverage), rules, trigger, settings.MarkPrice), settings, columns.Layer, cells).Add(row, direction);
}

/// <summary>Rows whose price is given.</summary>
internal readonly struct PricedWork(FillSettings settings) : IRowWork
{
    public void AddRow(RowColumns columns, MapCells cells, int row, int direction) =>
        new RowFill<PricedSource>(new(new(columns.Entry, columns.Quantity)), settings, columns.Layer, cells).Add(row, direction);
}
