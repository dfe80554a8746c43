using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Output;

/// <summary>Brings a map to where the user wants it, however it was made.</summary>
internal static class MapDelivery
{
    /// <inheritdoc cref="Delivery.RequireWritable"/>
    public static void RequireWritable(MapOutputSettings settings, params ReadOnlySpan<string?> inputs) => Delivery.RequireWritable(inputs, [settings.OutFile, .. settings.Pictures.Files, settings.PartialFile]);

    public static void Deliver(LoadedMap loaded, MapOutputSettings settings, ToolConsole console)
    {
        Delivery.Print(
            settings,
            console,
            drawing => MapLadder.Write(loaded, drawing),
            text => MapJson.Write(loaded, text),
            text => MapCsv.Write(MapParts.Of(loaded.Map), text));

        PictureDelivery.Deliver(settings.Pictures, () => ResultCharts.Of(loaded), console);
        if (settings.PartialFile is { } partial)
        {
            Delivery.WriteFile(partial, loaded.Map.ToBytes(), console);
        }
    }
}
