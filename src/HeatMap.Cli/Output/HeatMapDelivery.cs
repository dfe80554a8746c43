using HeatMap.Charts;

namespace HeatMap.Cli.Output;

/// <summary>Brings a heat map, and the map beside it, to the files that the user wants.</summary>
internal static class HeatMapDelivery
{
    /// <inheritdoc cref="Delivery.RequireWritable"/>
    public static void RequireWritable(HeatMapOutputSettings settings, params ReadOnlySpan<string?> inputs) =>
        Delivery.RequireWritable(inputs, [settings.OutFile, .. settings.Pictures.Files, settings.HeatFile, settings.PartialFile]);

    /// <summary>Writes what is asked for.</summary>
    /// <param name="heatMap">Price and time; null where there is none.</param>
    /// <param name="map">The map for <c>--partial</c>.</param>
    /// <param name="charts">Makes what pages and pictures show, the heat map first.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="console">Where to tell of it.</param>
    public static void Deliver(LiquidationHeatMap? heatMap, LiquidationMap map, Func<Chart[]> charts, HeatMapOutputSettings settings, ToolConsole console)
    {
        if (settings.WantsHeatMap && heatMap is null)
        {
            throw ToolException.Usage("there are no events: no heat map is written");
        }

        PictureDelivery.Deliver(settings.Pictures, charts, console);
        if (settings.HeatFile is { } exact)
        {
            Delivery.WriteFile(exact, heatMap!.ToBytes(), console);
        }

        if (settings.PartialFile is { } partial)
        {
            Delivery.WriteFile(partial, map.ToBytes(), console);
        }
    }
}
