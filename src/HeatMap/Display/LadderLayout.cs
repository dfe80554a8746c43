using System.Globalization;

namespace HeatMap;

/// <summary>A tick: where it is in pixels and what it says.</summary>
internal readonly record struct LadderTick(double Place, string Label);

/// <summary>Prices upwards in pixels.</summary>
internal readonly record struct PriceScale(double Low, double High, double Top, double Height, bool IsLogarithmic)
{
    public double Y(double price)
    {
        double share = IsLogarithmic
            ? (Math.Log(price) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low))
            : (price - Low) / (High - Low);
        return Top + (Height * (1 - Math.Clamp(share, 0, 1)));
    }
}

/// <summary>Where everything of a ladder lies: the plot, its two scales of notional and its ticks.</summary>
internal sealed class LadderLayout
{
    /// <summary>Below this width letters and margins are those of a phone.</summary>
    public const int Narrow = 520;

    private const double LeastPlot = 120, LineHeight = 17;

    private readonly LiquidationMap _map;

    /// <summary>Lays a ladder out.</summary>
    /// <param name="map">What is drawn.</param>
    /// <param name="words">What is said.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels; grows when the words leave too little room.</param>
    /// <param name="isAlone">With title, legend and caption; else a page around it says these.</param>
    /// <param name="mostBars">At most so many bars, however high the plot is.</param>
    public LadderLayout(LiquidationMap map, LadderWords words, int width, int height, bool isAlone, int mostBars = int.MaxValue)
    {
        _map = map;
        Words = words;
        Width = width;
        IsAlone = isAlone;
        Padding = width < Narrow ? 12 : 24;
        FontSize = width < Narrow ? 11 : 12;

        double room = width - (2 * Padding);
        Subtitle = isAlone ? LadderText.Wrap(words.Subtitle, FontSize + 1, room) : [];
        LegendRows = isAlone ? (width < 700 ? 3 : 1) : 0;
        double head = isAlone ? Padding + 24 + (LineHeight * (Subtitle.Count + LegendRows)) + 20 : 4;
        Top = head + 36;

        // The number of bars decides a line of the caption, and the caption's lines decide the room for bars: the caption is counted first, with that line.
        Caption = isAlone ? Sentences(map.Grid.Count, room) : [];
        double foot = 42 + (isAlone ? (LineHeight * Caption.Count) + Padding : 2);
        Bottom = Math.Max(Math.Floor(height - foot), Math.Ceiling(Top + LeastPlot));
        Height = Math.Max(height, (int)Math.Ceiling(Bottom + foot));

        BandGrid grid = map.Grid;
        bool isLogarithmic = grid.Spacing == BandSpacing.Geometric && grid.Upper / 8 > grid.Lower;
        Prices = new(grid.Lower, grid.Upper, Top, Bottom - Top, isLogarithmic);
        Bars = LadderBars.Of(map, Math.Min((int)((Bottom - Top) / 2), mostBars));
        Caption = isAlone ? Sentences(Bars.BandsPerBar, room) : [];

        double markWidth = LadderText.BoldWidth(words.Mark, FontSize) + 10;
        List<(double Price, string Label)> prices = PriceTicks();
        Left = Math.Ceiling(Padding / 2 + Math.Max(markWidth, prices.Select(p => LadderText.Width(p.Label, FontSize)).DefaultIfEmpty(0).Max()) + 12);
        Left = Math.Min(Left, width / 2);
        Right = width - Math.Ceiling(Padding / 2) - (width < Narrow ? 54 : 64);

        MarkY = words.HasMarkInside ? Prices.Y(map.MarkPrice) : map.MarkPrice < grid.Lower ? Bottom - 10 : Top + 10;
        PriceLabels = [.. prices.Select(p => new LadderTick(Prices.Y(p.Price), p.Label)).Where(t => Math.Abs(t.Place - MarkY) >= 16)];
        DistanceLabels = [.. Distances()];
        BarEnd = Bars.Greatest > 0 ? Bars.Greatest * 1.04 : 1;
        CurveEnd = Bars.GreatestFromMark > 0 ? Bars.GreatestFromMark * 1.04 : 1;
        BarTicks = Amounts(Bars.Greatest, BarEnd);
        CurveTicks = Amounts(Bars.GreatestFromMark, CurveEnd);
    }

    public LadderWords Words { get; }

    public int Width { get; }

    public int Height { get; }

    public bool IsAlone { get; }

    public double Padding { get; }

    public double FontSize { get; }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    public int LegendRows { get; }

    public PriceScale Prices { get; }

    public LadderBars Bars { get; }

    /// <summary>The notional at the right edge, on the scale of the bars.</summary>
    public double BarEnd { get; }

    /// <summary>The notional at the right edge, on the scale of the curves.</summary>
    public double CurveEnd { get; }

    /// <summary>Where the mark is drawn: inside an edge of the plot when it lies outside the window.</summary>
    public double MarkY { get; }

    public bool MarkIsAbove => _map.MarkPrice >= _map.Grid.Upper;

    public double MarkPrice => _map.MarkPrice;

    public List<string> Subtitle { get; }

    public List<string> Caption { get; }

    public List<LadderTick> PriceLabels { get; }

    public List<LadderTick> DistanceLabels { get; }

    public List<LadderTick> BarTicks { get; }

    public List<LadderTick> CurveTicks { get; }

    public string BarTitle => (Bars.BandsPerBar > 1 ? string.Create(CultureInfo.InvariantCulture, $"Liquidated per bar of {Bars.BandsPerBar:N0} bands") : "Liquidated per band") + Words.InUnit;

    public string CurveTitle => "Cumulative from the mark" + Words.InUnit;

    public double X(double notional, double end) => Left + ((Right - Left) * notional / end);

    private List<string> Sentences(int bandsPerBar, double room) =>
        LadderText.Wrap(string.Join(" ", Words.Facts(bandsPerBar)), FontSize, room);

    private List<LadderTick> Amounts(double greatest, double end)
    {
        if (!(greatest > 0))
        {
            return [];
        }

        int parts = (int)Math.Clamp((Right - Left) / 62, 2, 10);
        return [.. NiceTicks.Linear(0, greatest, NiceTicks.Step(greatest, parts)).Select(n => new LadderTick(X(n, end), CompactNumber.Notional(n)))];
    }

    private List<(double Price, string Label)> PriceTicks()
    {
        int parts = (int)Math.Clamp(Prices.Height / 36, 2, 24);
        if (Prices.IsLogarithmic && NiceTicks.Logarithmic(Prices.Low, Prices.High, parts) is { Count: > 1 } powers)
        {
            return [.. powers.Select(p => (p, CompactNumber.Price(p, p)))];
        }

        double step = NiceTicks.Step(Prices.High - Prices.Low, parts);
        return [.. NiceTicks.Linear(Prices.Low, Prices.High, step).Select(p => (p, CompactNumber.Price(p, step)))];
    }

    /// <summary>Round percentages from the mark, those that would touch each other or the mark left out.</summary>
    private IEnumerable<LadderTick> Distances()
    {
        double low = (Prices.Low / MarkPrice) - 1, high = (Prices.High / MarkPrice) - 1, last = double.PositiveInfinity;
        if (!double.IsFinite(low) || !double.IsFinite(high) || !(high > low))
        {
            yield break;
        }

        double step = Prices.IsLogarithmic ? 0.001 : NiceTicks.Step(high - low, (int)Math.Clamp(Prices.Height / 36, 2, 24));
        IEnumerable<double> round = Prices.IsLogarithmic
            ? [-0.999, -0.998, -0.995, -0.99, -0.98, -0.95, -0.9, -0.8, -0.5, -0.2, .. NiceTicks.Logarithmic(0.2, Math.Max(high, 1), 60)]
            : NiceTicks.Linear(low, high, step);
        foreach (double distance in round.Where(d => d >= low && d <= high))
        {
            double y = Prices.Y(MarkPrice * (1 + distance));
            if (Math.Abs(y - MarkY) >= 16 && last - y >= 16)
            {
                last = y;
                yield return new(y, (distance < 0 ? "−" : "+") + Digits(100 * Math.Abs(distance)) + " %");
            }
        }

        string Digits(double percent) => percent >= 1e5 ? CompactNumber.Notional(percent) : Prices.IsLogarithmic
            ? percent.ToString("#,0.#", CultureInfo.InvariantCulture)
            : CompactNumber.Price(percent, 100 * step);
    }
}
