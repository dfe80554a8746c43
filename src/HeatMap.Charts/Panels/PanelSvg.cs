using System.Collections.Immutable;
using HeatMap.Charts.Drawing;

namespace HeatMap.Charts.Panels;

/// <summary>Draws panels beside and below each other as one static image.</summary>
internal static class PanelSvg
{
    public static string Of(string title, PanelSheet sheet, ChartImageOptions? options)
    {
        options ??= ChartImageOptions.Default;
        var canvas = new SvgCanvas(options.Width, options.Height, $"{title}. {sheet.Summary}");
        canvas.Text(16, 24, title, bold: true, size: 16, room: options.Width - 32);
        canvas.Text(16, 42, sheet.Subtitle, muted: true, room: options.Width - 32);
        ImmutableArray<Panel> shown = sheet.Shown;
        int notes = Math.Min(sheet.Notes.Length, (options.Height - 200) / 80);
        double top = 52, height = options.Height - top - (16 * notes) - 8;
        int columns = shown.Length <= 1 || options.Width < 640 ? 1 : shown.Length > 4 && options.Width >= 1000 ? 3 : 2;
        int rows = (shown.Length + columns - 1) / columns;
        for (int i = 0; i < shown.Length; i++)
        {
            double width = (double)options.Width / columns;
            Draw(canvas, shown[i], i % columns * width, top + (i / columns * height / rows), width, height / rows);
        }

        for (int i = 0; i < notes; i++)
        {
            canvas.Text(16, options.Height - 10 - (16 * (notes - 1 - i)), sheet.Notes[i], muted: true, size: 11, room: options.Width - 32);
        }

        return canvas.Finish();
    }

    private static void Draw(SvgCanvas canvas, Panel panel, double left, double top, double width, double height)
    {
        double indent = panel.Y.Labels.Length > 0 ? Math.Min(190, 0.42 * width) : 74;
        (double x, double y, double w, double h) = (left + indent, top + 36, Math.Max(20, width - indent - 20), Math.Max(20, height - 80));
        (double xLow, double xHigh) = panel.Range(true);
        (double yLow, double yHigh) = panel.Range(false);
        bool isDown = panel.Y.Labels.Length > 0;
        double Across(double value) => x + (w * (value - xLow) / (xHigh - xLow));
        double Up(double value) => isDown ? y + (h * (value - yLow) / (yHigh - yLow)) : y + h - (h * (value - yLow) / (yHigh - yLow));

        canvas.Text(left + 16, top + 14, panel.Title, bold: true, room: width - 28);
        double legend = left + 16;
        foreach (PanelTrace trace in panel.Traces.Where(t => t.Name.Length > 0))
        {
            double room = Math.Min(150, left + width - 10 - legend - 12);
            if (room < 30)
            {
                break;
            }

            canvas.Rectangle(legend, top + 21, 8, 8, trace.Colour);
            canvas.Text(legend + 12, top + 29, trace.Name, muted: true, size: 10, room: room);
            legend += Math.Min(room, 5.8 * trace.Name.Length) + 22;
        }

        foreach (double tick in Ticks.AtLeastTwo(xLow, xHigh, Math.Max(2, (int)(w / 90))))
        {
            canvas.Line(Across(tick), y + h, Across(tick), y + h + 4, "line");
            canvas.Text(Across(tick), y + h + 16, PanelWords.Of(tick, panel.X.Format), "middle", muted: true, size: 10);
        }

        if (isDown)
        {
            for (int i = 0; i < panel.Y.Labels.Length; i++)
            {
                canvas.Text(x - 6, Up(i) + 4, panel.Y.Labels[i], "end", muted: true, size: 10, room: indent - 10);
            }
        }
        else
        {
            foreach (double tick in Ticks.AtLeastTwo(yLow, yHigh, Math.Max(2, (int)(h / 40))))
            {
                canvas.Line(x - 4, Up(tick), x, Up(tick), "line");
                canvas.Text(x - 7, Up(tick) + 4, PanelWords.Of(tick, panel.Y.Format), "end", muted: true, size: 10, room: 62);
            }
        }

        canvas.Frame(x, y, w, h, "line");
        canvas.Text(x + w, y + h + 31, panel.X.Name, "end", muted: true, size: 10, room: w + indent - 10);
        foreach (PanelTrace trace in panel.Traces)
        {
            DrawTrace(canvas, trace, Across, Up, yLow);
        }

        int line = 0;
        foreach (PanelMark mark in panel.Marks.Where(m => double.IsFinite(m.At)))
        {
            if (mark.IsVertical)
            {
                double at = Across(mark.At);
                bool fits = at + (6 * mark.Label.Length) < x + w;
                canvas.Line(at, y, at, y + h, mark.Colour, 1, "4 3");
                canvas.Text(fits ? at + 4 : at - 4, y + 12 + (13 * line++), mark.Label, fits ? "start" : "end", size: 10, colour: mark.Colour);
            }
            else
            {
                canvas.Line(x, Up(mark.At), x + w, Up(mark.At), mark.Colour, 1, "4 3");
            }
        }
    }

    private static void DrawTrace(SvgCanvas canvas, PanelTrace trace, Func<double, double> across, Func<double, double> up, double yLow)
    {
        string? dash = trace.IsDashed ? "5 4" : null;
        int n = trace.X.Length;
        switch (trace.Shape)
        {
            case "line":
                canvas.Path([.. trace.X.Select((v, i) => (across(v), up(trace.Y[i])))], trace.Colour, dash: dash);
                break;
            case "step":
                canvas.Path([.. Enumerable.Range(0, n).SelectMany(i => i == 0 ? [(across(trace.X[0]), up(trace.Y[0]))] : ((double, double)[])[(across(trace.X[i]), up(trace.Y[i - 1])), (across(trace.X[i]), up(trace.Y[i]))])], trace.Colour, dash: dash);
                break;
            case "band" when n > 0:
                canvas.Area([.. trace.X.Select((v, i) => (across(v), up(trace.Low[i]))), .. trace.X.Select((v, i) => (across(v), up(trace.High[i]))).Reverse()], trace.Colour, 0.2);
                break;
            default:
                for (int i = 0; i < n; i++)
                {
                    if (!double.IsFinite(trace.X[i]) || !double.IsFinite(trace.Y[i]))
                    {
                        continue;
                    }

                    if (trace.Shape == "bars")
                    {
                        double a = up(Math.Max(0, yLow)), b = up(trace.Y[i]), from = across(trace.Low[i]);
                        canvas.Rectangle(from, Math.Min(a, b), across(trace.High[i]) - from, Math.Abs(a - b), trace.Colour, 0.75);
                    }
                    else
                    {
                        if (trace.Shape == "spans")
                        {
                            canvas.Line(across(trace.Low[i]), up(trace.Y[i]), across(trace.High[i]), up(trace.Y[i]), trace.Colour, 2);
                        }

                        canvas.Circle(across(trace.X[i]), up(trace.Y[i]), 3.5, trace.Colour);
                    }
                }

                break;
        }
    }
}
