namespace HeatMap;

/// <summary>Where everything of a drawn heat map lies, and what its axes say.</summary>
internal sealed class HeatFrame
{
    private const double LineHeight = 17, LeastPlot = 120;

    /// <summary>More pixels would be data that nobody sees.</summary>
    private const double MostColumns = 2048, MostRows = 1024;

    /// <summary>Lays a heat map out.</summary>
    /// <param name="map">What is drawn.</param>
    /// <param name="words">What is said.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels; grows when the words leave too little room.</param>
    /// <param name="isAlone">With title, legend and caption; else a page around it says these.</param>
    public HeatFrame(LiquidationHeatMap map, HeatWords words, int width, int height, bool isAlone)
    {
        Map = map;
        Words = words;
        Width = width;
        bool isNarrow = width < LadderLayout.Narrow;
        Padding = isNarrow ? 12 : 24;
        FontSize = isNarrow ? 11 : 12;
        double room = width - (2 * Padding);
        Subtitle = isAlone ? LadderText.Wrap(words.Subtitle, FontSize + 1, room) : [];
        Caption = isAlone ? [.. words.Facts.SelectMany(f => LadderText.Wrap(f, FontSize, room))] : [];
        Top = isAlone ? Padding + 24 + (LineHeight * Subtitle.Count) + 44 : 8;
        double foot = 30 + (isAlone ? (LineHeight * Caption.Count) + Padding : 2);
        Bottom = Math.Max(Math.Floor(height - foot), Math.Ceiling(Top + LeastPlot));
        Height = Math.Max(height, (int)Math.Ceiling(Bottom + foot));

        List<double> prices = PriceTicks();
        double resolution = prices.Count > 1 ? prices[1] - prices[0] : Math.Max(map.Grid.Upper * 1e-3, double.Epsilon);
        List<(double Price, string Label)> labels = [.. prices.Select(p => (p, CompactNumber.Price(p, resolution)))];
        Left = Math.Min(width / 2, Math.Ceiling(labels.Select(l => LadderText.Width(l.Label, FontSize)).DefaultIfEmpty(0).Max() + 14));
        Right = width - Math.Ceiling(Padding / 2);
        PriceLabels = [.. labels.Select(l => new LadderTick(Y(l.Price), l.Label))];
        TimeLabels = [.. TimeTicks()];

        Columns = Even(map.ColumnCount, (int)Math.Min(Right - Left, MostColumns));
        Rows = Even(map.Grid.Count, (int)Math.Min(Bottom - Top, MostRows));
    }

    public LiquidationHeatMap Map { get; }

    public HeatWords Words { get; }

    public int Width { get; }

    public int Height { get; }

    public double Padding { get; }

    public double FontSize { get; }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    /// <summary>Pixels of the picture in time: one a column, unless there are more columns than room.</summary>
    public int Columns { get; }

    /// <summary>Pixels of the picture in price.</summary>
    public int Rows { get; }

    public List<string> Subtitle { get; }

    public List<string> Caption { get; }

    public LadderTick[] PriceLabels { get; }

    public LadderTick[] TimeLabels { get; }

    /// <summary>Every band is as high as every other, so geometric bands make a logarithmic axis.</summary>
    public double Y(double price)
    {
        BandGrid grid = Map.Grid;
        int band = grid.Find(price);
        double place = band < 0 ? 0 : band == grid.Count ? band : band + ((price - grid.Edges[band]) / (grid.Edges[band + 1] - grid.Edges[band]));
        return Bottom - ((Bottom - Top) * place / grid.Count);
    }

    public double X(double unixMs) => Left + ((Right - Left) * (unixMs - Map.StartUnixMs) / Math.Max(1, Map.EndUnixMs - Map.StartUnixMs));

    /// <summary>At most so many pixels for cells, so that nearly all hold equally many: sums over three bands beside sums over four would look like stripes.</summary>
    public static int Even(int cells, int most)
    {
        int each = Math.Max(1, (cells + most - 1) / Math.Max(1, most));
        return Math.Max(1, (cells + each - 1) / each);
    }

    private List<double> PriceTicks()
    {
        BandGrid grid = Map.Grid;
        int parts = Math.Max(2, (int)((Bottom - Top) / 48));
        return grid.Spacing == BandSpacing.Geometric && grid.Upper / 8 > grid.Lower
            ? NiceTicks.Logarithmic(grid.Lower, grid.Upper, parts)
            : NiceTicks.Linear(grid.Lower, grid.Upper, NiceTicks.Step(grid.Upper - grid.Lower, parts));
    }

    private IEnumerable<LadderTick> TimeTicks()
    {
        double free = Left;
        foreach ((double time, string label) in HeatTimes.Ticks(Map.StartUnixMs, Map.EndUnixMs, (int)((Right - Left) / 76)))
        {
            // A label that would touch its neighbour or leave the picture is left out.
            double x = X(time), half = LadderText.Width(label, FontSize) / 2;
            if (x - half >= free - (free == Left ? half : 0) && x + half <= Width)
            {
                free = x + half + 8;
                yield return new(x, label);
            }
        }
    }
}
