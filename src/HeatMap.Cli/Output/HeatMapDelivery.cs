namespace HeatMap.Cli.Output;

/// <summary>Brings a heat map, and the map beside it, to the files that the user wants.</summary>
internal static class HeatMapDelivery
{
    /// <inheritdoc cref="Delivery.RequireWritable"/>
    public static void RequireWritable(HeatMapOutputSettings settings, params ReadOnlySpan<string?> inputs) =>
        Delivery.RequireWritable(inputs, settings.OutFile, settings.HtmlFile, settings.SvgFile, settings.HeatFile, settings.PartialFile);

    /// <summary>Writes what is asked for.</summary>
    /// <param name="heatMap">Price and time; null where there is none.</param>
    /// <param name="map">The map for <c>--partial</c>.</param>
    /// <param name="symbol">The title of pictures.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="console">Where to tell of it.</param>
    /// <param name="ladders">Pictures that the page shows below the heat map, with a heading each.</param>
    public static void Deliver(
        LiquidationHeatMap? heatMap, LiquidationMap map, string? symbol, HeatMapOutputSettings settings, ToolConsole console, params ReadOnlySpan<(string Heading, LiquidationMap Map)> ladders)
    {
        var display = new DisplayOptions { Title = symbol };
        if (settings.WantsHeatMap && heatMap is null)
        {
            throw ToolException.Usage("there are no events: no heat map is written");
        }

        if (settings.HtmlFile is { } page)
        {
            Delivery.WriteFile(page, WithLadders(heatMap!.ToHtml(display), ladders), console);
        }

        if (settings.SvgFile is { } picture)
        {
            Delivery.WriteFile(picture, heatMap!.ToSvg(display), console);
        }

        if (settings.HeatFile is { } exact)
        {
            Delivery.WriteFile(exact, heatMap!.ToBytes(), console);
        }

        if (settings.PartialFile is { } partial)
        {
            Delivery.WriteFile(partial, map.ToBytes(), console);
        }
    }

    /// <summary>Puts ladders at the end of a page. Their headings are ours and need no escaping.</summary>
    private static string WithLadders(string page, ReadOnlySpan<(string Heading, LiquidationMap Map)> ladders)
    {
        foreach ((string heading, LiquidationMap map) in ladders)
        {
            page += $"<h2>{heading}</h2>\n{map.ToHtml()}";
        }

        return page;
    }
}
