#:project ../../src/HeatMap.Charts/HeatMap.Charts.csproj

// Draws every picture of the documentation anew.
// dotnet run -c Release docs/samples/pictures.cs -- [FOLDER]
// A test compiles this file as well and compares what it makes with docs/images.

#if !PICTURES_ONLY
using System.Globalization;
#endif
using System.IO.Compression;
using System.Text;
using HeatMap;
using HeatMap.Cascades;
using HeatMap.Charts;
using HeatMap.Evaluation;

#if !PICTURES_ONLY
string folder = args.ElementAtOrDefault(0) ?? Path.Combine("docs", "images");
foreach ((string name, string svg) in Pictures.Of(Path.Combine("docs", "samples", "data")))
{
    File.WriteAllText(Path.Combine(folder, name), svg);
    Console.WriteLine($"{name}: {svg.Length / 1000.0:N0} kB");
}

#endif

/// <summary>The pictures of the documentation, by file name. To draw one another way, change its line.</summary>
internal static class Pictures
{
    /// <summary>Draws all of them.</summary>
    /// <param name="data">The folder of the sample data.</param>
    public static IReadOnlyList<(string Name, string Svg)> Of(string data)
    {
        LiquidationMap positions = Samples.Positions(Path.Combine(data, "hyperliquid-positions.csv"), "BTC");
        (LiquidationHeatMap film, LiquidationPrint[] prints) = Samples.Film(Path.Combine(data, "hyperliquid-btc-events.csv.gz"));
        ListedMoment evening = Samples.Moment(data, "2026-02-05 21:07"), morning = Samples.Moment(data, "2026-02-06 05:09"), last = Samples.Moment(data, "2026-02-12 21:52");
        BandGrid near = BandGrid.Uniform(1_000, new(54_000, 74_000));
        var model = new CascadeModel(DepthCurve.PowerLaw(20e6));
        LiquidationLadder ladder = evening.Ladder();
        return
        [
            ("btc-map.svg", positions.From(new MapSource("hyperliquid", isModelled: false)).ToChart(new() { Title = "BTC liquidation map" }).ToSvg()),
            ("btc-heat-map.svg", film.ToChart(new() { Title = "BTC liquidation heat map", View = new(45_000, 105_000), Prints = [.. prints] }).ToSvg()),
            ("honest-evening.svg", evening.Map(near).ToSvg(new() { Title = "5 February 2026, 21:07 UTC", Height = 440 })),
            ("honest-morning.svg", morning.Map(near).ToSvg(new() { Title = "6 February 2026, 05:09 UTC", Height = 440 })),
            ("honest-scales.svg", Strips.Draw(last)),
            ("honest-cascade.svg", model.Run(ladder, Shock.Move(0.0627)).ToSvg(model.Thresholds(ladder, Direction.Up), new() { Title = "A rise to the wall of 5 February, 20M USD within 1 %", Height = 520 })),
        ];
    }
}

/// <summary>What was listed at a moment.</summary>
internal sealed record ListedMoment(double Mark, double[] Prices, double[] Quantities)
{
    public LiquidationMap Map(BandGrid grid)
    {
        double[] notional = [.. Prices.Zip(Quantities, (p, q) => q * (double.IsNaN(p) ? Mark : p))];
        return LiquidationMap.Build(new PricedColumns(Prices, notional), grid, Mark, new() { Unit = "USD" });
    }

    public LiquidationLadder Ladder()
    {
        int[] placed = [.. Enumerable.Range(0, Prices.Length).Where(i => !double.IsNaN(Prices[i]))];
        return LiquidationLadder.FromPositions([.. placed.Select(i => Prices[i])], [.. placed.Select(i => Quantities[i])], Mark);
    }
}

/// <summary>The sample data as maps.</summary>
internal static class Samples
{
    private const long Hour = 3_600_000;

    public static LiquidationMap Positions(string file, string symbol)
    {
        string[][] rows = [.. File.ReadLines(file).Skip(1).Select(l => l.Split(',')).Where(r => r[2] == symbol)];
        double mark = Number(rows[0][8]);
        double[] prices = [.. rows.Select(r => Number(r[7]))], quantities = [.. rows.Select(r => (r[3] == "short" ? -1 : 1) * Number(r[4]))];
        return new ListedMoment(mark, prices, quantities).Map(BandGrid.Geometric(BandGrid.DefaultStep, BandGrid.DefaultRange(mark)));
    }

    public static ListedMoment Moment(string data, string time)
    {
        long at = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
        string[][] rows = [.. Lines(Path.Combine(data, "hyperliquid-btc-snapshots.csv.gz")).Where(r => Number(r[0]) is { } t && t >= at && t < at + 60_000)];
        string[][] held = [.. rows.Where(r => Number(r[4]) != 0)];
        return new(Number(rows[0][1]), [.. held.Select(r => Number(r[5]))], [.. held.Select(r => (r[3] == "short" ? -1 : 1) * Number(r[4]))]);
    }

    /// <summary>The events of a panel of accounts, hour by hour: what <c>heatmap replay</c> draws with the command that the guide shows.</summary>
    public static (LiquidationHeatMap Map, LiquidationPrint[] Forced) Film(string file)
    {
        string[][] rows = [.. Lines(file)];
        Dictionary<string, long> ids = rows.Select(r => r[2]).Distinct().Select((name, i) => (name, i)).ToDictionary(p => p.name, p => (long)p.i + 1);
        PositionEvent[] events = [.. rows.Select(r => Event(r, ids[r[2]]))];
        BandGrid grid = BandGrid.Uniform(500, new(45_000, 105_000));
        var map = new LivingMap(
            Venues.Rules("hyperliquid", Venues.Contract("hyperliquid", "BTC"), MaintenanceSchedule.SingleRate(0.0125)), grid, events[0].Price, capacity: 1_000, new() { Unit = "USD" });
        var session = new LivingSession(map);
        var heat = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1), new() { Columns = 24 * 14, Quantum = map.Quantum, Unit = map.Unit, Sources = [new("hyperliquid", false)] });
        var forced = new List<LiquidationPrint>();
        long column = events[0].TimeUnixMs / Hour;
        foreach (PositionEvent next in events)
        {
            for (; next.TimeUnixMs / Hour > column; column++)
            {
                heat.Append(column * Hour, map.View, map.PathLow, map.PathHigh);
                map.Publish();
            }

            foreach (ForcedOrder order in session.Apply(next))
            {
                forced.Add(new(next.TimeUnixMs, order.Side, order.Price, order.Notional));
            }
        }

        heat.Append(column * Hour, map.View, map.PathLow, map.PathHigh);
        return (heat.ToHeatMap(), [.. forced]);
    }

    private static PositionEvent Event(string[] row, long id)
    {
        long time = long.Parse(row[0], CultureInfo.InvariantCulture);
        return row[1] switch
        {
            "mark" => PositionEvent.Marked(time, Number(row[7]), Number(row[8]), Number(row[9])),
            "open" => new() { Kind = PositionEventKind.Open, TimeUnixMs = time, Id = id, Side = row[3] == "long" ? Side.Long : Side.Short, Quantity = Number(row[4]), EntryPrice = Number(row[5]), Price = Number(row[7]) },
            "resize" => PositionEvent.Resized(time, id, Number(row[4])) with { Price = Number(row[7]) },
            "margin" => new() { Kind = PositionEventKind.Margin, TimeUnixMs = time, Id = id, Price = Number(row[7]) },
            _ => PositionEvent.Closed(time, id),
        };
    }

    private static IEnumerable<string[]> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>One map as strips of colour, price to the right: three scales, two widths of band.</summary>
internal static class Strips
{
    private const int Left = 190, Right = 1050, Row = 34;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Draw(ListedMoment moment)
    {
        double low = 0.75 * moment.Mark, high = 1.25 * moment.Mark;
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hm\" viewBox=\"0 0 1080 420\" width=\"1080\" height=\"420\" role=\"img\" fill=\"currentColor\" shape-rendering=\"crispEdges\">\n");
        svg.Append("<title>One map, six pictures</title>\n<desc>The same positions by linear, square root and logarithmic brightness, in bands of 500 and of 2,000 USD.</desc>\n<style>\n");
        svg.Append(".hm{fill:currentColor;font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;font-variant-numeric:tabular-nums}\n.s{fill-opacity:.72}.g{fill-opacity:.05}.l{fill:#d9730d}.r{fill:#2f80d0}\n");
        svg.Append("svg.hm:root{color:#1d2630;background:#fff}\n@media (prefers-color-scheme:dark){svg.hm:root{color:#e3e8ef;background:#12171e}svg.hm:root .l{fill:#ee8f35}svg.hm:root .r{fill:#4c9bea}}\n</style>\n");
        svg.Append("<text x=\"24\" y=\"40\" font-size=\"20\" font-weight=\"650\">One map, six pictures</text>\n<text x=\"24\" y=\"62\" font-size=\"13\" class=\"s\">The same positions, 12 February 2026, 21:52 UTC. Longs orange, shorts blue; full colour is the fullest band of its row.</text>\n");
        int y = 84;
        foreach (double width in (double[])[500, 2000])
        {
            LiquidationMap map = moment.Map(BandGrid.Uniform(width, new(low, high)));
            foreach ((IntensityScale scale, string name) in ((IntensityScale, string)[])[(IntensityScale.Linear, "linear"), (IntensityScale.SquareRoot, "square root"), (IntensityScale.Logarithmic, "logarithm")])
            {
                svg.Append(Culture, $"<text x=\"24\" y=\"{y + 21}\" font-size=\"13\">{width:N0} USD, {name}</text>\n<rect class=\"g\" x=\"{Left}\" y=\"{y}\" width=\"{Right - Left}\" height=\"{Row}\"/>\n");
                foreach (Side side in (Side[])[Side.Long, Side.Short])
                {
                    double[] bright = map.Intensities(side, scale);
                    for (int i = 0; i < bright.Length; i++)
                    {
                        if (bright[i] > 0)
                        {
                            double from = X(Math.Max(low, map.Grid.LowerEdge(i))), to = X(Math.Min(high, map.Grid.UpperEdge(i)));
                            svg.Append(Culture, $"<rect class=\"{(side == Side.Long ? 'l' : 'r')}\" x=\"{from:0.#}\" y=\"{y}\" width=\"{to - from:0.#}\" height=\"{Row}\" fill-opacity=\"{bright[i]:0.###}\"/>\n");
                        }
                    }
                }

                y += Row + 8;
            }

            y += 14;
        }

        svg.Append(Culture, $"<path d=\"M{X(moment.Mark):0.#} 80V{y - 16}\" stroke=\"currentColor\" stroke-width=\"1.25\" stroke-dasharray=\"5 4\" fill=\"none\"/>\n");
        for (double price = 50_000; price <= 80_000; price += 5_000)
        {
            svg.Append(Culture, $"<text x=\"{X(price):0.#}\" y=\"{y + 4}\" font-size=\"12\" text-anchor=\"middle\" class=\"s\">{price:N0}</text>\n");
        }

        return svg.Append(Culture, $"<text x=\"{X(moment.Mark):0.#}\" y=\"{y + 22}\" font-size=\"12\" text-anchor=\"middle\">mark {moment.Mark:N0}</text>\n</svg>\n").ToString();

        double X(double price) => Left + ((Right - Left) * (price - low) / (high - low));
    }
}
