using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>Brings a cascade to where the user wants it.</summary>
internal static class CascadeDelivery
{
    public static void Deliver(CascadeStudy study, OutputSettings settings, PictureSettings pictures, ToolConsole console)
    {
        Delivery.Print(settings, console, drawing => CascadeTable.Write(study, drawing), text => CascadeJson.Write(study, text), text => CascadeCsv.Write(study, text));
        PictureDelivery.Deliver(pictures, () => ResultCharts.Of(study), console);
    }
}
