using System.Text.Json;
using FsCheck.Fluent;
using HeatMap.Tests.Golden;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class DivergenceTests
{
    [Fact]
    public void JensenShannonAndItsKin_AreAsPublished()
    {
        int cases = 0;
        foreach (JsonElement row in Cases("divergence.jensen_shannon", "divergence.jensen_shannon_published"))
        {
            JsonElement inputs = row.GetProperty("inputs"), expected = row.GetProperty("expected");
            double[] p = Numbers(inputs, "p"), q = Numbers(inputs, "q");
            ShareDistance distance = Divergence.OfShares(p, q);
            foreach (JsonProperty value in expected.EnumerateObject())
            {
                double actual = value.Name switch
                {
                    "divergence_nats" => distance.JensenShannonNats,
                    "divergence_bits" => distance.JensenShannonBits,
                    "distance_nats" => distance.JensenShannonDistance,
                    "distance_bits" => distance.JensenShannonDistanceBits,
                    "total_variation" => distance.TotalVariation,
                    "hellinger" => distance.Hellinger,
                    "kolmogorov" => distance.Kolmogorov,
                    _ => double.NaN,
                };
                AssertGolden(row, value.Name, (double)value.Value.GetDecimal(), actual);
            }

            double[] parts = new double[p.Length];
            Divergence.JensenShannonParts(p, q, parts);
            Expect.Near(distance.JensenShannonNats, parts.Sum(), 1e-15);
            cases++;
        }

        Assert.Equal(13, cases);
    }

    [Fact]
    public void Wasserstein_IsAsPublished()
    {
        int cases = 0;
        foreach (JsonElement row in Cases("divergence.wasserstein1"))
        {
            JsonElement inputs = row.GetProperty("inputs");
            double[] x = Numbers(inputs, "x"), p = Numbers(inputs, "p"), q = Numbers(inputs, "q");
            AssertGolden(row, "distance", row.GetProperty("expected").Number("distance"), Divergence.Wasserstein(x, p, q));
            AssertGolden(row, "distance", row.GetProperty("expected").Number("distance"), Divergence.Wasserstein(x, q, x, p));
            cases++;
        }

        foreach (JsonElement row in Cases("divergence.wasserstein1_samples"))
        {
            JsonElement inputs = row.GetProperty("inputs");
            double[] u = Numbers(inputs, "u"), v = Numbers(inputs, "v"), p = Numbers(inputs, "u_weights"), q = Numbers(inputs, "v_weights");
            double actual = p.Length == 0 ? Divergence.WassersteinOfSamples(u, v) : Divergence.Wasserstein(u, p, v, q);
            AssertGolden(row, "distance", row.GetProperty("expected").Number("distance"), actual);
            cases++;
        }

        Assert.Equal(13, cases);
    }

    [Fact]
    public void Wasserstein_OfScatteredPoints_IsThatOfTheirQuantiles() => Check.That(Prop.ForAll(Draw.Rows(12), draw =>
    {
        // The second method: whole weights are points that are as often there, and sorted points of equal number go to each other in order.
        Dice dice = draw.Dice;
        (double[] x, double[] p) = Points(dice);
        (double[] y, double[] q) = Points(dice);
        double[] first = [.. Repeat(x, p, (int)q.Sum())], second = [.. Repeat(y, q, (int)p.Sum())];
        double expected = first.Order().Zip(second.Order(), static (a, b) => Math.Abs(a - b)).Average();
        Expect.Near(expected, Divergence.Wasserstein(x, p, y, q), 1e-12 * 200);
        Expect.Near(expected, Divergence.WassersteinOfSamples(first, second), 1e-12 * 200);

        (double[] X, double[] P) Points(Dice d)
        {
            int count = d.Whole(1, 8);
            return ([.. Enumerable.Range(0, count).Select(_ => (double)d.Pick(d.Whole(-5, 5), d.Between(-100, 100)))], [.. Enumerable.Range(0, count).Select(i => (double)d.Whole(i == 0 ? 1 : 0, 4))]);
        }

        static IEnumerable<double> Repeat(double[] x, double[] w, int times) => x.Zip(w).SelectMany(point => Enumerable.Repeat(point.First, (int)point.Second * times));
    }));

    [Fact]
    public void Shares_KnowNoOrderAndNoScale() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        Dice dice = draw.Dice;
        double[] p = Weights(draw, 0), q = Weights(draw, 1);
        ShareDistance distance = Divergence.OfShares(p, q), swapped = Divergence.OfShares(q, p), scaled = Divergence.OfShares([.. p.Select(v => v * 8)], [.. q.Select(v => v / 32)]);
        Assert.Equal(distance, swapped);
        Assert.Equal(distance, scaled);
        int[] order = [.. Enumerable.Range(0, p.Length).OrderBy(_ => dice.Unit())];
        ShareDistance permuted = Divergence.OfShares([.. order.Select(i => p[i])], [.. order.Select(i => q[i])]);
        Expect.Near(distance.JensenShannonNats, permuted.JensenShannonNats, 1e-15);
        Expect.Near(distance.TotalVariation, permuted.TotalVariation, 1e-15);
        Expect.Near(distance.Hellinger, permuted.Hellinger, 1e-15);
        Assert.InRange(distance.JensenShannonNats, 0, Math.Log(2));
        Assert.InRange(distance.TotalVariation, distance.Hellinger * distance.Hellinger - 1e-15, (Math.Sqrt(2) * distance.Hellinger) + 1e-15);
        Assert.InRange(distance.Kolmogorov, 0, distance.TotalVariation + 1e-15);
        Assert.Equal(default, Divergence.OfShares(p, p));
        double range = p.Length - 1;
        double[] x = [.. Enumerable.Range(0, p.Length).Select(static i => (double)i)];
        Assert.InRange(Divergence.Wasserstein(x, p, q), 0, (range * distance.TotalVariation) + 1e-12);
    }));

    [Fact]
    public void Metrics_ObeyTheTriangle() => Check.That(Prop.ForAll(Draw.Rows(20), draw =>
    {
        double[] p = Weights(draw, 0), q = Weights(draw, 1), r = Weights(draw, 2);
        double[] x = [.. draw.Make(static d => d.Between(-10, 10))];
        Assert.True(Divergence.Wasserstein(x, p, r) <= Divergence.Wasserstein(x, p, q) + Divergence.Wasserstein(x, q, r) + 1e-12);
        ShareDistance a = Divergence.OfShares(p, q), b = Divergence.OfShares(q, r), c = Divergence.OfShares(p, r);
        Assert.True(c.JensenShannonDistance <= a.JensenShannonDistance + b.JensenShannonDistance + 1e-12);
        Assert.True(c.Hellinger <= a.Hellinger + b.Hellinger + 1e-12);
        Assert.True(c.TotalVariation <= a.TotalVariation + b.TotalVariation + 1e-12);
        Assert.True(c.Kolmogorov <= a.Kolmogorov + b.Kolmogorov + 1e-12);
    }));

    [Theory]
    [InlineData(-8)]
    [InlineData(-20)]
    [InlineData(-30)]
    [InlineData(-50)]
    public void JensenShannon_OfNearShares_KeepsItsDigits(int exponent)
    {
        // (½ + e, ½ − e) against its mirror: ½ h(2e), where the textbook form has nothing left.
        double e = double.ScaleB(1, exponent), d = 4 * e * e;
        ShareDistance distance = Divergence.OfShares([0.5 + e, 0.5 - e], [0.5 - e, 0.5 + e]);
        Expect.NearRelative(0.5 * d * (1 + (d / 6) + (d * d / 15)), distance.JensenShannonNats, 1e-12);
    }

    [Fact]
    public void TheSeriesAndTheLogarithm_Meet()
    {
        // Where one takes over from the other, at d = 0.1: h(d) by an independent form.
        foreach (double d in new[] { 0.0999999, 0.1, 0.1000001, 0.3, 0.9, 1 - 1e-12 })
        {
            double h = Math.Log(1 - (d * d)) + (2 * d * Math.Atanh(d));
            Expect.NearRelative(0.25 * h, ShareDistance.Nats((1 + d) / 2, (1 - d) / 2), 1e-12);
        }

        Assert.Equal(Math.Log(2) / 2, ShareDistance.Nats(1, 0), 1e-16);
        Assert.Equal(0, ShareDistance.Nats(0, 0));
    }

    [Fact]
    public void Emptiness_IsAValue()
    {
        Assert.Equal(default, Divergence.OfShares([], []));
        Assert.Equal(default, Divergence.OfShares([0, 0], [0, 0]));
        Assert.True(double.IsNaN(Divergence.OfShares([0], [1]).JensenShannonNats) && double.IsNaN(Divergence.OfShares([1], [0]).Kolmogorov));
        Assert.Equal(0, Divergence.Wasserstein([], [], [], []));
        Assert.Equal(double.NaN, Divergence.Wasserstein([1], [1], [], []));
        Assert.Equal(double.NaN, Divergence.Wasserstein([1], [0], [2]));
        Assert.Equal(0, Divergence.WassersteinOfSamples([], []));
        Assert.Equal(double.NaN, Divergence.WassersteinOfSamples([], [1]));
        double[] parts = [9, 9];
        Divergence.JensenShannonParts([0, 0], [0, 0], parts);
        Assert.Equal([0, 0], parts);
        Divergence.JensenShannonParts([0, 0], [0, 1], parts);
        Assert.All(parts, static part => Assert.Equal(double.NaN, part));
        Assert.Equal("JS 0.1064 nats, TV 0.4, Hellinger 0.3318, Kolmogorov 0.4", Divergence.OfShares([10, 20, 30, 40], [40, 30, 20, 10]).ToString());
    }

    [Fact]
    public void Misuse_IsNamed()
    {
        Expect.Throws<ArgumentException>(static () => Divergence.OfShares([1], [1, 2]), "otherWeights must be 1");
        Expect.Throws<ArgumentOutOfRangeException>(static () => Divergence.OfShares([1, -1], [1, 2]), "row 1: weights must be finite and >= 0, was -1");
        Expect.Throws<ArgumentOutOfRangeException>(static () => Divergence.OfShares([1, 1], [double.NaN, 2]), "row 0: otherWeights");
        Expect.Throws<ArgumentException>(static () => Divergence.OfShares([1e308, 1e308], [1, 2]), "the sum of weights must be finite");
        Expect.Throws<ArgumentOutOfRangeException>(static () => Divergence.Wasserstein([1, double.PositiveInfinity], [1, 1], [1, 1]), "row 1: positions must be finite");
        Expect.Throws<ArgumentOutOfRangeException>(static () => Divergence.Wasserstein([1], [1], [double.NaN], [1]), "row 0: otherPositions must be finite");
        Expect.Throws<ArgumentException>(static () => Divergence.Wasserstein([1], [1], [1, 2], [1]), "otherWeights must be 2");
        Expect.Throws<ArgumentException>(static () => Divergence.Wasserstein([1], [1, 2], [1], [1]), "weights must be 1");
        Expect.Throws<ArgumentOutOfRangeException>(static () => Divergence.WassersteinOfSamples([1], [double.NaN]), "row 0: otherSamples");
        Expect.Throws<ArgumentException>(static () => Divergence.JensenShannonParts([1, 2], [1, 2], new double[1]), "nats must have room for 2 numbers, had 1");
    }

    private static double[] Weights(Draw draw, int which)
    {
        double[] weights = [.. draw.Make(d =>
        {
            for (int i = 0; i < which * 3; i++)
            {
                d.Unit();
            }

            return d.Chance(0.3) ? 0 : d.Magnitude(1e-3, 1e9);
        })];
        weights[0] += 1;
        return weights;
    }

    private static JsonElement[] Cases(params string[] kinds) =>
        [.. GoldenFile.Read("reading-theory.json").GetProperty("cases").EnumerateArray().Where(row => kinds.Contains(row.Text("kind")))];

    private static double[] Numbers(JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select(static v => (double)v.GetDecimal())] : [];

    private static void AssertGolden(JsonElement row, string what, double expected, double actual)
    {
        JsonElement tolerance = row.GetProperty("tolerance");
        Expect.Near(expected, actual, Math.Max(tolerance.Number("abs"), tolerance.Number("rel") * Math.Abs(expected)), row.Text("id") + " " + what);
    }
}
