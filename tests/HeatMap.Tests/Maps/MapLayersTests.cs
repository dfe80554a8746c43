using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Maps;

public sealed class MapLayersTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0));

    [Fact]
    public void EachLayer_IsTheMapOfItsRows() => Check.That(Prop.ForAll(Draw.Rows(80), draw =>
    {
        var rows = MapRows.Make(draw);
        string[] names = [.. Enumerable.Range(0, draw.Dice.Whole(1, 6)).Select(i => "layer " + i)];
        byte[] layerOfRow = LayerOfRow(draw, names.Length);
        var builder = new MapLayersBuilder(names, rows.Grid, rows.Mark, rows.Options);
        rows.AddTo(builder, layerOfRow);
        MapLayers layers = builder.ToLayers();

        Assert.Equal(names, layers.Names.AsEnumerable());
        Assert.Equal(names.Length, layers.Count);
        for (int layer = 0; layer < names.Length; layer++)
        {
            LiquidationMap alone = rows.Build(row => layerOfRow[row] == layer);
            SameMap.Check(alone, layers[layer]);
            Assert.Same(layers[layer], layers[names[layer]]);
            Assert.Equal(Snapshot.Of(alone.View), Snapshot.Of(builder.View(layer)));
        }

        SameMap.Check(rows.Build(), layers.Total);
        Assert.Equal(Enumerable.Range(0, layers.Count).Select(i => layers[i]), layers);

        // What was taken out does not follow the builder.
        string total = Snapshot.Of(layers.Total.View), first = Snapshot.Of(layers[0].View);
        rows.AddTo(builder, layerOfRow);
        Assert.Equal((total, first), (Snapshot.Of(layers.Total.View), Snapshot.Of(layers[0].View)));
        SameMap.Check(LiquidationMap.Merge(layers.Total, layers.Total), builder.ToLayers().Total);
    }), 100);

    [Fact]
    public void Build_IsTheBuilderInOneCall()
    {
        double[] prices = [55, 65, 120, double.NaN], notionals = [1, 2, -4, 8];
        byte[] layerOfRow = [1, 0, 1, 2];
        MapLayers priced = MapLayers.Build(new PricedColumns(prices, notionals), layerOfRow, ["a", "b", "c"], Grid, 100);
        Assert.Equal((2, 1, 4, 8), (priced["a"].Total.Long, priced["b"].Total.Long, priced["b"].Total.Short, priced["c"].Unplaced.Total.Long));
        Assert.Equal(15, priced.Total.Total.Notional);

        double[] entry = [100, 100], quantity = [3, -2], margin = [75, 50];
        MapLayers positions = MapLayers.Build(new PositionColumns(entry, quantity, margin), [1, 0], ["a", "b"], Rules, Grid, 100);
        Assert.Equal((250, 225, "USDT"), (positions["a"][7].Short, positions["b"][2].Long, positions["a"].Unit));
    }

    [Fact]
    public void Add_ToOneLayer_IsAddWithThatLayerInEveryRow()
    {
        var rows = MapRows.Make(new Draw(11, 0, 500));
        foreach (MapRows book in new[] { MapRows.Priced(new(11, 0, 500), rows.Grid, rows.Mark, rows.Options), MapRows.Positions(new(12, 0, 500), rows.Grid, rows.Mark, rows.Options) })
        {
            var builder = new MapLayersBuilder(["a", "b", "c"], book.Grid, book.Mark, book.Options);
            if (book.Rules is null)
            {
                builder.Add(new PricedColumns(book.First, book.Second), "b");
            }
            else
            {
                builder.Add(new PositionColumns(book.First, book.Second, book.Margin, book.Leverage), "b", book.Rules);
            }

            string empty = Snapshot.Of(LiquidationMap.Empty(book.Grid, book.Mark, book.Options).View);
            Assert.Equal((empty, Snapshot.Of(book.Build().View), empty), (Snapshot.Of(builder.View(0)), Snapshot.Of(builder.View(1)), Snapshot.Of(builder.View(2))));
        }
    }

    [Theory]
    [InlineData(256, 200)]
    [InlineData(3, 40_000)]
    [InlineData(2, 10)]
    public void EveryWidth_FillsTheSameLayers(int layers, int bands)
    {
        // Together, and in one case alone, more cells than sixteen bits can number.
        BandGrid grid = BandGrid.WithCount(bands, new(70, 140));
        foreach (MapRows book in Books(grid, 2_000))
        {
            byte[] layerOfRow = LayerOfRow(new(7, 0, book.Count), layers);
            string[] plain = Filled(book, layers, 64, layerOfRow, 1);
            foreach (int width in (int[])[128, 256, 512])
            {
                Assert.Equal(plain, Filled(book, layers, width, layerOfRow, 1));
            }

            int last = layers - 1;
            Assert.Equal(Snapshot.Of(book.Build(row => layerOfRow[row] == last).View), plain[last]);
            Assert.Equal(Snapshot.Of(book.Build(row => layerOfRow[row] == 0).View), plain[0]);
        }
    }

    [Fact]
    public void Threads_FillTheSameLayers()
    {
        foreach (MapRows book in Books(Grid, 200_000).Take(2))
        {
            byte[] layerOfRow = LayerOfRow(new(7, 0, book.Count), 4);
            Assert.Equal(Filled(book, 4, 256, layerOfRow, 1), Filled(book, 4, 256, layerOfRow, 2));
        }
    }

    [Fact]
    public void ARefusedBatch_LeavesTheLayersAsTheyWere()
    {
        // The row that is refused comes late, after more rows than one call of a kernel takes.
        const int Rows = 70_000;
        foreach (MapRows book in Books(Grid, Rows, bad: false))
        {
            byte[] layerOfRow = LayerOfRow(new(3, 0, Rows), 3);
            var builder = new MapLayersBuilder(["a", "b", "c"], book.Grid, book.Mark, book.Options);
            Refuse(0, -1, "row 69999");
            Assert.Null(builder.Unit);
            book.AddTo(builder, layerOfRow);
            Refuse(2, 0, "row 69999");
            Refuse(1, 1e300, "row 69999", "2^63 units");

            void Refuse(byte layer, double value, params string[] texts)
            {
                string[] before = Views(builder);
                double[] column = value == 1e300 ? book.Second : book.First;
                (double kept, byte keptLayer) = (column[^1], layerOfRow[^1]);
                (column[^1], layerOfRow[^1]) = (value, layer);
                Exception error = Assert.ThrowsAny<Exception>(() => book.AddTo(builder, layerOfRow));
                (column[^1], layerOfRow[^1]) = (kept, keptLayer);
                Assert.Contains(texts[0], error.Message, StringComparison.Ordinal);
                Assert.True(book.Rules is not null || value < 1e300 || error is OverflowException);
                Assert.Equal(before, Views(builder));
            }
        }

        static string[] Views(MapLayersBuilder builder) => [.. Enumerable.Range(0, builder.Names.Length).Select(i => Snapshot.Of(builder.View(i)))];
    }

    [Fact]
    public void ACellThatIsFull_RefusesTheBatchOfItsLayerOnly()
    {
        var builder = new MapLayersBuilder(["a", "b"], Grid, 100, new() { Quantum = 1 });
        double half = Math.ScaleB(1, 62);
        builder.Add(new PricedColumns([55], [half]), "a");
        string before = Snapshot.Of(builder.View(0)) + Snapshot.Of(builder.View(1));
        Expect.Throws<OverflowException>(() => builder.Add(new PricedColumns([55, 65, 55], [half, half, half]), [1, 0, 0]), "row 2", "2^63 units");
        Assert.Equal(before, Snapshot.Of(builder.View(0)) + Snapshot.Of(builder.View(1)));
        builder.Add(new PricedColumns([55, 65], [half, half]), [1, 0]);

        // Each layer has room, their sum has none.
        Expect.Throws<OverflowException>(() => builder.ToLayers(), "2^63 units");
    }

    [Fact]
    public void Reset_EmptiesEveryLayer()
    {
        foreach (MapRows book in Books(Grid, 500))
        {
            byte[] layerOfRow = LayerOfRow(new(3, 0, 500), 3);
            var builder = new MapLayersBuilder(["a", "b", "c"], book.Grid, book.Mark, book.Options);
            book.AddTo(builder, layerOfRow);
            string[] filled = [.. Enumerable.Range(0, 3).Select(i => Snapshot.Of(builder.View(i)))];
            builder.Reset();
            string empty = Snapshot.Of(LiquidationMap.Empty(book.Grid, book.Mark, book.Options).View);
            Assert.Equal([empty, empty, empty], Enumerable.Range(0, 3).Select(i => Snapshot.Of(builder.View(i))));
            book.AddTo(builder, layerOfRow);
            Assert.Equal(filled, Enumerable.Range(0, 3).Select(i => Snapshot.Of(builder.View(i))));
        }
    }

    [Fact]
    public void Layers_ThatDoNotExist_AreRefusedByRow()
    {
        var builder = new MapLayersBuilder(["a", "b"], Grid, 100);
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Add(new PricedColumns([55, 65, 75], [1, 1, 1]), [0, 1, 2]), "row 2: the layer must be from 0 to 1, was 2");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Add(new PositionColumns([55, 65], [1, 1], [1, 1]), [255, 3], Rules), "row 0: the layer must be from 0 to 1, was 255");
        Expect.Throws<ArgumentException>(() => builder.Add(new PricedColumns([55, 65], [1, 1]), [0]), "one layer for each of the 2 rows, had 1");
        Expect.Throws<ArgumentException>(() => builder.Add(new PositionColumns([55], [1], [1]), [0, 0], Rules), "one layer for each of the 1 rows, had 2");
        Expect.Throws<ArgumentException>(() => builder.Add(new PricedColumns([55], [1]), "c"), "there is no layer 'c', only a, b");
        Expect.Throws<ArgumentException>(() => builder.Add(new PositionColumns([55], [1], [1]), "A", Rules), "there is no layer 'A', only a, b");
        Assert.Throws<ArgumentNullException>("rules", () => builder.Add(new PositionColumns([55], [1], [1]), "a", null!));
        Assert.Throws<ArgumentNullException>("rules", () => builder.Add(new PositionColumns([55], [1], [1]), [0], null!));
        Assert.Throws<ArgumentOutOfRangeException>("layer", () => builder.View(2).Total.Count);
        Assert.Throws<ArgumentOutOfRangeException>("layer", () => builder.View(-1).Total.Count);
        Assert.Equal(0, builder.ToLayers().Total.Total.Count);
        Assert.Null(builder.Unit);

        MapLayers layers = builder.ToLayers();
        Assert.Throws<ArgumentOutOfRangeException>("index", () => layers[2]);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => layers[-1]);
        Expect.Throws<ArgumentException>(() => Ignore(layers["x"]), "there is no layer 'x', only a, b");
        Assert.Throws<ArgumentNullException>("name", () => layers[null!]);
    }

    [Fact]
    public void ABuilder_CountsOneUnit()
    {
        var builder = new MapLayersBuilder(["a", "b"], Grid, 100);
        builder.Add(new PricedColumns([55], [1]), "a");
        Assert.Null(builder.Unit);
        builder.Add(new PositionColumns([100], [3], [75]), "b", Rules);
        Assert.Equal("USDT", builder.Unit);
        MarginRules dollars = new(ContractSpec.Inverse("X", "USD", "BTC"), MaintenanceSchedule.SingleRate(0));
        Expect.Throws<ArgumentException>(() => builder.Add(new PositionColumns([100], [3], [75]), "a", dollars), "rules count notional in USD, the map in USDT");
        Expect.Throws<ArgumentException>(() => builder.Add(new PositionColumns([100], [3], [75]), [0], dollars), "rules count notional in USD, the map in USDT");
        Assert.Equal(["USDT", "USDT"], builder.ToLayers().Select(m => m.Unit));
    }

    [Fact]
    public void Names_AreThereOnceEach()
    {
        string[] most = [.. Enumerable.Range(0, 256).Select(i => "n" + i)];
        Assert.Equal(256, new MapLayersBuilder(most, Grid, 100).Names.Length);
        AssertRefused([], "there must be 1 to 256 layers, were 0");
        AssertRefused([.. most, "n256"], "there must be 1 to 256 layers, were 257");
        AssertRefused(["a", "b", "a"], "the layer 'a' comes twice");
        AssertRefused(["a", " "]);
        AssertRefused(["a", null!]);
        Assert.Equal(["a", "A"], new MapLayersBuilder(["a", "A"], Grid, 100).Names.AsEnumerable());

        static void AssertRefused(string[] names, params string[] texts)
        {
            foreach (Action make in (Action[])[() => Ignore(new MapLayersBuilder(names, Grid, 100)), () => Ignore(new MapLayers([.. names.Select(n => (n, LiquidationMap.Empty(Grid, 100)))]))])
            {
                var error = Assert.ThrowsAny<ArgumentException>(make);
                Assert.Equal("names", error.ParamName);
                Assert.All(texts, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void MapsSideBySide_AddUpToTheirTotal()
    {
        MapSource reported = new("venue", false), estimated = new("model", true);
        LiquidationMap x = Priced(Grid, (55, 1)).From(reported), y = Priced(BandGrid.Uniform(10, new(50, 170)), (55, 2), (165, -4)).From(estimated);
        var layers = new MapLayers(("x", x), ("y", y));
        SameMap.Check(LiquidationMap.Merge(x, y), layers.Total);
        Assert.Equal(MapOrigin.Mixed, layers.Total.Origin);
        Assert.Same(x, layers["x"]);
        Assert.Equal([x, y], layers);
        Expect.Throws<ArgumentException>(() => Ignore(new MapLayers(("x", x), ("y", y.WithMark(99)))), "the marks of the maps differ: 100 and 99");
    }

    [Fact]
    public void Merge_AddsLayersByName() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        var rows = MapRows.Make(draw);
        Dice dice = draw.Dice;
        string[] names = ["b", "a", "C"];
        byte[] layerOfRow = LayerOfRow(draw, 3);
        bool[] isLeft = [.. layerOfRow.Select(layer => layer == 0 || (layer == 1 && dice.Chance(0.5)))];

        // Only one side has "b", only the other "C"; both have "a".
        MapLayers left = new((names[1], Of(1, true)), (names[0], Of(0, true))), right = new((names[2], Of(2, false)), (names[1], Of(1, false)));
        foreach (MapLayers merged in new[] { MapLayers.Merge(left, right), MapLayers.Merge(right, left), MapLayers.Merge(MapLayers.Merge(right), left) })
        {
            Assert.Equal(["C", "a", "b"], merged.Names.AsEnumerable());
            SameMap.Check(rows.Build(row => layerOfRow[row] == 2), merged["C"]);
            SameMap.Check(rows.Build(row => layerOfRow[row] == 1), merged["a"]);
            SameMap.Check(rows.Build(row => layerOfRow[row] == 0), merged["b"]);
            SameMap.Check(rows.Build(), merged.Total);
        }

        LiquidationMap Of(int layer, bool left) => rows.Build(row => layerOfRow[row] == layer && isLeft[row] == left);
    }), 60);

    [Fact]
    public void Merge_RefusesWhatDoesNotGoTogether()
    {
        MapLayers layers = new(("a", Priced(Grid, (55, 1))));
        Assert.Throws<ArgumentException>("layers", () => MapLayers.Merge());
        Expect.Throws<ArgumentException>(() => MapLayers.Merge(layers, new(("a", Priced(BandGrid.Uniform(20, new(40, 160)))))), "the lattices differ");
        Expect.Throws<ArgumentException>(() => MapLayers.Merge(layers, new(("b", Priced(Grid).WithMark(99)))), "the marks of the maps differ");
    }

    private static IEnumerable<MapRows> Books(BandGrid grid, int rows, bool bad = true)
    {
        foreach (bool counts in (bool[])[true, false])
        {
            var options = new MapOptions { Counts = counts, PlaceBadRowsInUnplaced = bad };
            (MapRows priced, MapRows positions) = (MapRows.Priced(new(5, 0, rows), grid, 100, options), MapRows.Positions(new(6, 0, rows), grid, 100, options));
            yield return bad ? priced : priced with { First = [.. priced.First.Select(p => p > 0 && double.IsFinite(p) ? p : 77)], Second = [.. priced.Second.Select(n => double.IsFinite(n) && n != 0 ? n : 7)] };
            yield return bad ? positions : positions with { First = [.. positions.First.Select(p => p > 0 ? p : 77)], Second = [.. positions.Second.Select(n => double.IsFinite(n) && n != 0 ? n : 7)] };
        }
    }

    private static string[] Filled(MapRows book, int layers, int width, byte[] layerOfRow, int threads)
    {
        var cells = new MapCells(book.Grid.Count, book.Options.Counts, layers);
        book.Fill(cells, width, layerOfRow, threads);
        return [.. Enumerable.Range(0, layers).Select(layer => Snapshot.Of(new MapView(book.Grid, book.Mark, null, book.Options.Quantum, cells, layer)))];
    }

    private static byte[] LayerOfRow(Draw draw, int layers) => draw.Make(d => (byte)d.Whole(0, layers - 1));

    private static void Ignore(object made) => Assert.NotNull(made);

    private static LiquidationMap Priced(BandGrid grid, params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), grid, 100);

    [Fact]
    public void SourcesOfALayer_ReachTheTotal()
    {
        BandGrid grid = BandGrid.Uniform(10, new(50, 150));
        MapLayers layers = MapLayers.Build(new PricedColumns([60, 70], [1, 2]), [0, 1], ["seen", "guessed"], grid, 100);
        Assert.Equal(MapOrigin.Unstated, layers.Total.Origin);
        MapLayers half = layers.From("seen", new MapSource("venue", isModelled: false));
        Assert.Equal(MapOrigin.Measured, half["seen"].Origin);
        Assert.Equal(MapOrigin.Unstated, half.Total.Origin);
        MapLayers whole = half.From("guessed", new MapSource("model", isModelled: true));
        Assert.Equal(MapOrigin.Mixed, whole.Total.Origin);
        Assert.Equal(layers.Total.Total, whole.Total.Total);
        Assert.StartsWith("seen, guessed: mark 100", whole.ToString(), StringComparison.Ordinal);
        Expect.Throws<ArgumentException>(() => layers.From("other", new MapSource("x", false)), "there is no layer 'other', only seen, guessed");
    }
}
