using HeatMap.Tests.Analysis;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Allocation;

/// <summary>Readings into the caller's memory allocate nothing, once the shared pool has what they need.</summary>
public sealed class ReadingAllocationTests
{
    private static readonly LiquidationMap Map = Make();

    [Fact]
    public void Zones() => AssertNone(static state => Map.View.Zones(1, state.Zones));

    [Fact]
    public void Peaks() => AssertNone(static state => Persistence.Peaks(state.Numbers, 1, state.Peaks));

    [Fact]
    public void Asymmetry() => AssertNone(static state => Map.View.AsymmetryCurve([0.01, 0.05, 0.1], state.Curve));

    [Fact]
    public void Shape() => AssertNone(static _ => Map.View.Shape());

    [Fact]
    public void Concentrations() => AssertNone(static _ => Map.View.Concentration());

    [Fact]
    public void Gaps() => AssertNone(static state => Map.View.Gaps(Side.Long, state.Gaps));

    [Fact]
    public void Touched() => AssertNone(static state => Map.View.ExpectedTouched(state.Reach, state.Numbers2, []));

    private static void AssertNone(Action<Buffers> act)
    {
        var buffers = new Buffers();
        for (int i = 0; i < 40; i++)
        {
            act(buffers);
        }

        Assert.Equal(0, Allocated.Least(() => act(buffers)));
    }

    private static LiquidationMap Make()
    {
        var dice = new Dice(5, 0);
        double[] longs = [.. Enumerable.Range(0, 300).Select(_ => (double)dice.Whole(0, 99))];
        return ZoneTests.Map(longs, [.. longs.Reverse()], 240);
    }

    private sealed class Buffers
    {
        public Zone[] Zones { get; } = new Zone[50];

        public HistogramPeak[] Peaks { get; } = new HistogramPeak[50];

        public Asymmetry[] Curve { get; } = new Asymmetry[3];

        public Gap[] Gaps { get; } = new Gap[10];

        public double[] Numbers { get; } = [.. Enumerable.Range(0, 300).Select(i => (double)(i * 7919 % 101))];

        public double[] Numbers2 { get; } = new double[300];

        public PriceReach Reach { get; } = new GeometricBrownian(0.6).Within(TimeSpan.FromDays(1));
    }
}
