using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Adds rows of columns one by one, on any thread: what a fill does with rows that no kernel takes.</summary>
internal interface IRowWork
{
    /// <summary>Adds rows (direction 1) or takes them out again (−1), up to a stop. A row that is refused changes nothing and is where <paramref name="row"/> stays.</summary>
    void AddRows(RowColumns columns, MapCells cells, ref int row, int stop, int direction);
}

/// <summary>Rows that are priced by rules.</summary>
internal readonly struct PositionWork(MarginRules rules, Trigger trigger, FillSettings settings) : IRowWork
{
    public void AddRows(RowColumns columns, MapCells cells, ref int row, int stop, int direction)
    {
        var source = new PositionSource(new(columns.Entry, columns.Quantity, columns.Margin, columns.Leverage), rules, trigger, settings.MarkPrice);
        var fill = new RowFill<PositionSource>(source, settings, columns.Layer, cells);
        for (; row < stop; row++)
        {
            fill.Add(row, direction);
        }
    }
}

/// <summary>Rows whose price is given.</summary>
internal readonly struct PricedWork(FillSettings settings) : IRowWork
{
    public void AddRows(RowColumns columns, MapCells cells, ref int row, int stop, int direction)
    {
        var fill = new RowFill<PricedSource>(new(new(columns.Entry, columns.Quantity)), settings, columns.Layer, cells);
        for (; row < stop; row++)
        {
            fill.Add(row, direction);
        }
    }
}
