using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using HeatMap.Charts.Colours;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Tests.Scenes;
using HeatMap.Estimation;

namespace HeatMap.Charts.Tests;

public sealed class HeatPictureTests
{
    [Fact]
    public void ThePictureOfASmallMapIsTheApprovedOne() => Repository.AssertApproved("heat-small.svg", HeatScenes.Small().ToChart(new() { Executed = HeatScenes.Executed() }).ToSvg(new() { Width = 640, Height = 400 }));

    [Fact]
    public void PixelsOfThePictureHaveTheColoursOfTheirCells()
    {
        // The small map has a column each hour and bands of five: 82 to 118 hold what was put there, both sides, as square roots of the greatest.
        LiquidationHeatMap map = HeatScenes.Small();
        (byte[] pixels, int width, int height) = Pixels(map.ToChart().ToSvg(new() { Height = 640 }));
        double greatest = Cells(map).Max();
        (double low, double high) = View(map);
        for (int column = 0; column < map.ColumnCount; column++)
        {
            for (int band = 0; band < map.Grid.Count; band++)
            {
                double middle = map.Grid.Edges[band] + 2.5, share = (middle - low) / (high - low);
                int x = (int)((column + 0.5) * width / map.ColumnCount), y = (int)((1 - share) * height);
                if (share is > 0 and < 1)
                {
                    double notional = map.At(column, band).Notional;
                    Assert.Equal(notional > 0 ? 1 + Math.Round(254 * Math.Sqrt(notional / greatest)) : 0, pixels[(y * width) + x]);
                }
            }
        }
    }

    [Fact]
    public void APriceOutsideTheWindowIsNotDrawn()
    {
        XElement svg = XDocument.Parse(HeatScenes.All().Single(static s => s.Name == "heat-price-outside").Chart.ToSvg()).Root!;
        foreach (XElement shape in svg.Descendants().Where(static e => e.Attribute("y") is not null && e.Name.LocalName == "rect"))
        {
            Assert.InRange((double)shape.Attribute("y")!, 0, 640);
        }
    }

    [Fact]
    public void AHoleInTimeIsAHoleInTheLineOfCloses()
    {
        // A candle a minute is thinner than its outline, so closes are drawn as a line; two of the six hours are not known.
        ImmutableArray<MarketBar> bars = HeatScenes.Candles(100, minutes: 1, count: 360)[3..];
        string whole = HeatScenes.Small().ToChart(new() { Bars = bars }).ToSvg(new() { Width = 640, Height = 400 });
        string torn = HeatScenes.Small().ToChart(new() { Bars = [.. bars[..120], .. bars[240..]] }).ToSvg(new() { Width = 640, Height = 400 });
        Assert.Equal(1, Line(whole).Count(static c => c == 'M'));
        Assert.Equal(2, Line(torn).Count(static c => c == 'M'));

        static string Line(string svg) => XDocument.Parse(svg).Descendants().Where(static e => e.Name.LocalName == "path").Select(static e => (string)e.Attribute("d")!).MaxBy(static d => d.Length)!;
    }

    [Fact]
    public void AskedPricesAreDrawn_WithinTheWindow_AndOthersAreRefused()
    {
        BandGrid grid = BandGrid.Uniform(5, new(80, 120));
        var heat = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1), new() { Unit = "USDT" });
        heat.Append(0, LiquidationMap.Build(new PricedColumns([82, 118], [100, -900]), grid, 100, new() { Unit = "USDT" }).View, 99, 101);
        LiquidationHeatMap map = heat.ToHeatMap();
        Assert.Contains(">not drawn: at most 900 USDT below 80.0 or above 110.0<", map.ToChart(new() { View = new(70, 110) }).ToSvg(), StringComparison.Ordinal);
        foreach (PriceRange bad in (PriceRange[])[new(110, 110), new(110, 90), new(130, 140), new(10, 80), new(double.NaN, 100), new(90, double.PositiveInfinity)])
        {
            Assert.Contains("View must have low < high and reach into the window from 80 to 120", Assert.Throws<ArgumentException>(() => map.ToChart(new() { View = bad })).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ThePictureSaysWhatLiesBeyondIt()
    {
        // The price goes from 99 to 101, so that some 93 to 107 are drawn, and the bands that reach into them.
        BandGrid grid = BandGrid.Uniform(5, new(80, 120));
        var heat = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1), new() { Unit = "USDT" });
        foreach ((long hour, double above) in ((long, double)[])[(0, 500), (1, 700), (2, 600)])
        {
            var map = LiquidationMap.Build(new PricedColumns([82, 97, 107, 118, 130], [100, 20_000, -10_000, -above, -30]), grid, 100, new() { Unit = "USDT" });
            heat.Append(hour * 3_600_000, map.View, 99, 101);
        }

        LiquidationHeatMap all = heat.ToHeatMap();
        (double low, double high) = View(all);
        Assert.Equal((93, 107), (low, high), static (x, y) => Math.Abs(x.Item1 - y.Item1) < 0.1 && Math.Abs(x.Item2 - y.Item2) < 0.1);
        Assert.Contains(">not drawn: at most 830 USDT below 92.94 or above 107.06<", Text(all), StringComparison.Ordinal);
        Assert.Contains(">not drawn: at most 830 USDT below 92.94 or above 107.06<", Text(all.WithStorage(HeatMapStorage.Sparse)), StringComparison.Ordinal);
        Assert.DoesNotContain("not drawn", HeatScenes.All().Single(static s => s.Name == "heat-one-band").Chart.ToSvg(), StringComparison.Ordinal);

        static string Text(LiquidationHeatMap map) => map.ToChart().ToSvg();
    }

    [Fact]
    public void APngHasRightLengthsAndChecksums()
    {
        byte[] png = Png.Encode([0, 1, 2, 3, 4, 255], 3, Palettes.Of(HeatPalette.Viridis));
        var names = new List<string>();
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            names.Add(Encoding.ASCII.GetString(png, at + 4, 4));
            Assert.Equal(Crc(png.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            at += 12 + length;
        }

        Assert.Equal(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"], names);
        Assert.Equal<byte>([0, 1, 2, 3, 4, 255], Decode(png).Pixels);
    }

    private static IEnumerable<double> Cells(LiquidationHeatMap map) => from c in Enumerable.Range(0, map.ColumnCount) from b in Enumerable.Range(0, map.Grid.Count) select map.At(c, b).Notional;

    private static (double Low, double High) View(LiquidationHeatMap map)
    {
        double[] view = [.. System.Text.Json.JsonDocument.Parse(map.ToChart().ToJson()).RootElement.GetProperty("view").EnumerateArray().Select(static v => v.GetDouble())];
        return (view[0], view[1]);
    }

    private static (byte[] Pixels, int Width, int Height) Pixels(string svg)
    {
        string address = XDocument.Parse(svg).Root!.Elements().Single(static e => e.Name.LocalName == "image").Attribute("href")!.Value;
        return Decode(Convert.FromBase64String(address["data:image/png;base64,".Length..]));
    }

    /// <summary>Reads what our writer may write: one byte a pixel, no filter.</summary>
    private static (byte[] Pixels, int Width, int Height) Decode(byte[] png)
    {
        int width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), at = png.AsSpan().IndexOf("IDAT"u8);
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(png, at + 4, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4))), CompressionMode.Decompress))
        {
            zlib.CopyTo(unpacked);
        }

        byte[] rows = unpacked.ToArray(), pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            Assert.Equal(0, rows[y * (width + 1)]);
            rows.AsSpan((y * (width + 1)) + 1, width).CopyTo(pixels.AsSpan(y * width));
        }

        return (pixels, width, height);
    }

    /// <summary>CRC-32 bit by bit, after the PNG specification's definition.</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                uint low = (crc ^ (uint)(b >> bit)) & 1;
                crc = (crc >> 1) ^ (low * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
