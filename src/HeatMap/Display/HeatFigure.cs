using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes a heat map as a fragment: picture, path, caption, and the hottest bands of the last column.</summary>
internal static class HeatFigure
{
    private const int NarrowWidth = 360, NarrowHeight = 320, Hottest = 10, WideLetters = 52_000, NarrowLetters = 14_000, WideStrokes = 280, NarrowStrokes = 120;

    public static string Write(LiquidationHeatMap map, DisplayOptions options)
    {
        var words = new HeatWords(map, options.Title);
        HeatFrame wide = new(map, words, options.Width, Math.Max(options.Height - 180, DisplayOptions.MinHeight), isAlone: false);
        HeatFrame narrow = new(map, words, Math.Min(NarrowWidth, options.Width), NarrowHeight, isAlone: false);
        (string Png, long Most) big = Cells(map, wide, WideLetters), small = Cells(map, narrow, NarrowLetters);
        var figure = new Fragment(HeatImage.Style, options.Width);
        figure.Drawing(words.Title, (wide.Width, wide.Height), (narrow.Width, narrow.Height), (svg, isNarrow) => Draw(svg, isNarrow ? narrow : wide, (isNarrow ? small : big).Png, isNarrow ? NarrowStrokes : WideStrokes));
        figure.Caption(words.Title, Legend(words, big.Most * map.Quantum), words.Facts.Prepend(Sums(map, words)).Prepend(words.Subtitle + "."));
        Bands(figure, map, words);
        return figure.Close();
    }

    private static void Draw(StringBuilder svg, HeatFrame frame, string png, int strokes)
    {
        HeatImage.Picture(svg, frame, png);
        HeatImage.Plot(svg, frame, strokes);
    }

    /// <summary>The picture, as fine as fits: a coarser one adds cells up as any picture does.</summary>
    private static (string Png, long Most) Cells(LiquidationHeatMap map, HeatFrame frame, int mostLetters)
    {
        int columns = frame.Columns, rows = frame.Rows;
        while (true)
        {
            HeatMapPicture picture = map.Resample(columns, rows, HeatWords.Pooling(map));
            long most = HeatImage.Greatest(picture);
            string png = HeatImage.Png(picture, most);
            if (png.Length <= mostLetters || columns * rows <= 4096)
            {
                return (png, most);
            }

            // Evenly in both directions, and a little less than the excess says: small pictures pack less well.
            double less = 0.95 * Math.Sqrt((double)mostLetters / png.Length);
            (int wide, int high) = (HeatFrame.Even(map.ColumnCount, Math.Max(64, (int)(columns * less))), HeatFrame.Even(map.Grid.Count, Math.Max(64, (int)(rows * less))));
            (columns, rows) = wide < columns || high < rows ? (wide, high) : (Math.Min(columns, 64), Math.Min(rows, 64));
        }
    }

    private static string Legend(HeatWords words, double most)
    {
        var colours = new StringBuilder();
        for (int i = 0; i <= 8; i++)
        {
            (byte red, byte green, byte blue) = HeatColours.Of(i / 8.0);
            colours.Append(CultureInfo.InvariantCulture, $",#{red:x2}{green:x2}{blue:x2}");
        }

        return $"0 <span style=\"display:inline-block;width:120px;height:10px;background:linear-gradient(90deg{colours})\"></span> {CompactNumber.Notional(most)} {LadderText.Escape(LadderText.Fit(words.Legend, 1, 80))}";
    }

    /// <summary>What both sides come to: at the end where positions wait, over all columns where they were liquidated.</summary>
    private static string Sums(LiquidationHeatMap map, HeatWords words)
    {
        if (map.ColumnCount == 0)
        {
            return "";
        }

        double longs = 0, shorts = 0;
        int first = map.Kind == HeatMapKind.Standing ? map.ColumnCount - 1 : 0;
        var cells = new long[map.Grid.Count];
        for (int column = first; column < map.ColumnCount; column++)
        {
            longs += Sum(map, column, Side.Long, cells);
            shorts += Sum(map, column, Side.Short, cells);
        }

        string unit = words.Unit.Length > 0 ? " " + words.Unit : "";
        return $"{(map.Kind == HeatMapKind.Standing ? "Last column" : "All columns")}: long {CompactNumber.Notional(longs)}{unit}, short {CompactNumber.Notional(shorts)}{unit}.";
    }

    private static double Sum(LiquidationHeatMap map, int column, Side side, long[] cells)
    {
        Int128 sum = 0;
        for (int layer = 0; layer < map.Layers.Length; layer++)
        {
            map.CopyUnits(column, side, layer, cells);
            foreach (long units in cells)
            {
                sum += units;
            }
        }

        return (double)sum * map.Quantum;
    }

    private static void Bands(Fragment figure, LiquidationHeatMap map, HeatWords words)
    {
        if (map.ColumnCount == 0)
        {
            return;
        }

        int last = map.ColumnCount - 1;
        (int Band, SideTally Tally)[] hottest = [.. Enumerable.Range(0, map.Grid.Count).Select(b => (Band: b, Tally: map.At(last, b))).Where(static b => b.Tally.Notional > 0).OrderByDescending(static b => b.Tally.Notional).Take(Hottest)];
        figure.Table(
            $"Hottest bands of the last column{(words.Unit.Length > 0 ? $" ({words.Unit})" : "")}",
            ["Price", "Long", "Short"],
            [.. hottest.Select(b => (string[])[LadderWords.Edges(map.Grid[b.Band], map.Grid), MapFigure.Some(b.Tally.Long), MapFigure.Some(b.Tally.Short)])]);
    }
}
