using System.Globalization;
using HeatMap.Cascades;

namespace HeatMap;

/// <summary>Writes a cascade as a fragment: plots, caption, its waves, and the steps of the curve.</summary>
internal static class CascadeFigure
{
    private const int NarrowWidth = 360, NarrowHeight = 640, MostRows = 12;

    public static string Write(CascadePicture picture)
    {
        DisplayOptions options = picture.Options;
        bool hasCurve = picture.Thresholds is not null;
        (int Width, int Height) wide = (hasCurve ? options.Width : Math.Min(options.Width, 720), Math.Max(options.Height - 320, DisplayOptions.MinHeight));
        (int Width, int Height) narrow = (Math.Min(NarrowWidth, options.Width), hasCurve ? NarrowHeight : NarrowHeight / 2);
        var figure = new Fragment(LadderSvg.Style + "\n" + CascadePicture.Look, options.Width);
        figure.Drawing(picture.Title, wide, narrow, (svg, isNarrow) => picture.Plots(svg, isNarrow ? narrow.Width : wide.Width, 4, (isNarrow ? narrow.Height : wide.Height) - 8, isNarrow ? 121 : 301));
        figure.Caption(picture.Title, "", picture.Sentence);
        Waves(figure, picture);
        Jumps(figure, picture);
        return figure.Close();
    }

    private static void Waves(Fragment figure, CascadePicture picture)
    {
        CascadeResult cascade = picture.Cascade;
        int count = cascade.Waves.Length;
        List<string[]> rows = [];
        for (int i = 0; i < count; i++)
        {
            if (count > 2 * MostRows && i == MostRows)
            {
                i = count - MostRows;
                rows.Add(["…", "", "", "", "", string.Create(CultureInfo.InvariantCulture, $"{count - (2 * MostRows):N0} waves left out")]);
            }

            CascadeWave wave = cascade.Waves[i];
            rows.Add([
                (i + 1).ToString(CultureInfo.InvariantCulture), picture.Price(wave.TriggerPrice), picture.Price(wave.Price), CompactNumber.Notional(wave.Quantity), CompactNumber.Notional(wave.Notional),
                wave.Count?.ToString(CultureInfo.InvariantCulture) ?? "not counted"]);
        }

        figure.Table(LadderWords.Plural(count, "wave"), ["Wave", "Met at", "Leaves price at", "Base", "Notional", "Positions"], rows);
    }

    private static void Jumps(Fragment figure, CascadePicture picture)
    {
        if (picture.Thresholds is not { } thresholds)
        {
            return;
        }

        CascadeJump[] cascades = [.. thresholds.Jumps.ToArray().Where(static j => j.IsCascade)];
        CascadeJump[] most = [.. cascades.OrderByDescending(static j => j.Size).Take(MostRows).OrderBy(j => Math.Abs(j.TriggerPrice - thresholds.MarkPrice))];
        string which = most.Length < cascades.Length ? string.Create(CultureInfo.InvariantCulture, $": the {most.Length} farthest of {cascades.Length:N0}") : "";
        figure.Table(
            "Shocks that set off cascades" + which,
            ["Price moved to", "Ends at", "Jump", "Base liquidated", "Notional"],
            [.. most.Select(j => (string[])[picture.Trigger(j.TriggerPrice), picture.Price(j.EndPrice), picture.Price(j.Size), CompactNumber.Notional(j.Quantity), CompactNumber.Notional(j.Notional)])]);
    }
}
