using HeatMap.Charts;

namespace HeatMap.Cli.Output;

/// <summary>Brings charts to the files that the user wants.</summary>
internal static class PictureDelivery
{
    /// <summary>Writes what is asked for.</summary>
    /// <param name="settings">What is asked for.</param>
    /// <param name="charts">Makes the charts, the main one first; is called only where one is wanted.</param>
    /// <param name="console">Where to tell of it.</param>
    public static void Deliver(PictureSettings settings, Func<Chart[]> charts, ToolConsole console)
    {
        if (!settings.Any)
        {
            return;
        }

        Chart[] all = charts();
        if (settings.HtmlFile is { } page)
        {
            Delivery.WriteFile(page, ChartPage.ToHtml(all, new() { Theme = settings.Theme, Palette = settings.Palette }), console);
        }

        if (settings.SvgFile is { } picture)
        {
            Delivery.WriteFile(picture, all[0].ToSvg(new() { Palette = settings.Palette }), console);
        }

        if (settings.PlotlyFile is { } figure)
        {
            Delivery.WriteFile(figure, all[0].ToPlotly(), console);
        }
    }
}
