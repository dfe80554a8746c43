using System.Globalization;
using HeatMap.Charts.Heat;

namespace HeatMap.Charts;

/// <summary>Charts of heat maps: time to the right, price upwards, notional as colour.</summary>
public static class HeatMapCharts
{
    /// <summary>The chart of a heat map, with the price over it.</summary>
    /// <param name="map">What waits at each price over time, or what was executed.</param>
    /// <param name="options">Title, candles and executed liquidations; <see langword="null"/> for the defaults.</param>
    /// <returns>A chart, which holds the map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// Bars are out of order or have no finite prices, a print is <c>default</c>, or <see cref="HeatMapChartOptions.Executed"/> is no heat map of executed liquidations; the message names the row.
    /// </exception>
    /// <remarks>Allocates eight bytes a cell; of more than 2.4 million cells neighbours are pooled, and the chart says so. Notional travels as 32-bit floats: seven digits, up to 3.4e38.</remarks>
    public static HeatMapChart ToChart(this LiquidationHeatMap map, HeatMapChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        options ??= HeatMapChartOptions.Default;
        if (options.Executed is { Kind: not HeatMapKind.Executed })
        {
            throw new ArgumentException("Executed must be a heat map of kind Executed, was Standing", nameof(options));
        }

        if (options.View is { } view && !(double.IsFinite(view.Low) && double.IsFinite(view.High) && view.Low < view.High && view.Low < map.Grid.Upper && view.High > map.Grid.Lower))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"View must have low < high and reach into the window from {map.Grid.Lower} to {map.Grid.Upper}, was {view.Low} to {view.High}"), nameof(options));
        }

        if (!options.Bars.IsDefault)
        {
            for (int i = 0; i < options.Bars.Length; i++)
            {
                var bar = options.Bars[i];
                if (!double.IsFinite(bar.Open) || !double.IsFinite(bar.High) || !double.IsFinite(bar.Low) || !double.IsFinite(bar.Close))
                {
                    throw new ArgumentException($"Bars[{i}] must have finite prices, was {bar}", nameof(options));
                }

                if (i > 0 && bar.OpenTimeUnixMs <= options.Bars[i - 1].OpenTimeUnixMs)
                {
                    throw new ArgumentException($"Bars[{i}] must open after the bar before it: {bar.OpenTimeUnixMs} follows {options.Bars[i - 1].OpenTimeUnixMs}", nameof(options));
                }
            }
        }

        if (!options.Prints.IsDefault && options.Prints.IndexOf(default) is >= 0 and var empty)
        {
            throw new ArgumentException($"Prints[{empty}] must have a price, is default", nameof(options));
        }

        return new(new HeatScene(map, options));
    }
}
