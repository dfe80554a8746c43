using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>Brings a cascade to where the user wants it.</summary>
internal static class CascadeDelivery
{
    public static void Deliver(CascadeStudy study, PictureSettings settings, ToolConsole console)
    {
        Delivery.Print(settings, console, drawing => CascadeTable.Write(study, drawing), text => CascadeJson.Write(study, text), text => CascadeCsv.Write(study, text));
        var display = new DisplayOptions { Title = study.Levels.Loaded.Symbol is { } symbol ? $"{symbol}: cascade" : null };
        CascadeThresholds? thresholds = study.Result.Direction == Direction.Down ? study.Down : study.Up;
        if (settings.HtmlFile is { } page)
        {
            Delivery.WriteFile(page, study.Result.ToHtml(thresholds, display), console);
        }

        if (settings.SvgFile is { } picture)
        {
            Delivery.WriteFile(picture, study.Result.ToSvg(thresholds, display), console);
        }
    }
}
