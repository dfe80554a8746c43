namespace HeatMap.Tests.Analysis;

public sealed class ReadingStyleTests
{
    [Fact]
    public void Presets_GoFromNearToFar()
    {
        ReadingStyle[] styles = [ReadingStyle.Intraday, ReadingStyle.Swing, ReadingStyle.Weekly];
        Assert.Equal(["intraday", "swing", "weekly"], styles.Select(static s => s.Name));
        foreach ((ReadingStyle near, ReadingStyle far) in styles.Zip(styles[1..]))
        {
            Assert.True(near.LookBack < far.LookBack && near.Horizon < far.Horizon && near.BandStep < far.BandStep);
            Assert.True(near.Edges.Zip(far.Edges).All(static e => e.First < e.Second));
        }

        // What the notes promise: about fifteen bands in a standard deviation at 50 % a year.
        Assert.All(styles, static s => Assert.InRange(0.5 * Math.Sqrt(s.Horizon.TotalDays / 365) / s.BandStep, 13, 19));
        Assert.Equal(BandGrid.DefaultStep, ReadingStyle.Swing.BandStep);
        Assert.Equal("swing: 7.00:00:00 back, bands of 0.25 %, 3.00:00:00 ahead", ReadingStyle.Swing.ToString());
    }

    [Fact]
    public void Styles_AreValues()
    {
        ReadingStyle copy = ReadingStyle.Swing with { Edges = [.. ReadingStyle.Swing.Edges] };
        Assert.Equal(ReadingStyle.Swing, copy);
        Assert.Equal(ReadingStyle.Swing.GetHashCode(), copy.GetHashCode());
        Assert.NotEqual(ReadingStyle.Swing, copy with { Edges = [0.5] });
        Assert.NotEqual(ReadingStyle.Swing, copy with { BandStep = 0.01 });
        Assert.Throws<ArgumentOutOfRangeException>("LookBack", () => copy with { LookBack = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("Horizon", () => copy with { Horizon = TimeSpan.FromDays(-1) });
        Assert.Throws<ArgumentOutOfRangeException>("BandStep", () => copy with { BandStep = double.NaN });
        Assert.Throws<ArgumentException>("Name", () => copy with { Name = " " });
        Assert.Throws<ArgumentException>("Edges", () => copy with { Edges = [0.2, 0.1] });
    }
}
