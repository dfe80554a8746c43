namespace HeatMap.Tests.Api;

/// <summary>The public surface of the library as text, one member a line, against the approved one: a change to it is a line in a diff.</summary>
public sealed class ApiTests
{
    [Fact]
    public void PublicSurface_IsTheApprovedOne() => Assert.Null(ApiText.Changes(typeof(LiquidationMap).Assembly, Repository.PathOf("tests", "HeatMap.Tests", "Api", "HeatMap.approved.txt")));

    [Fact]
    public void Dump_ShowsDefaultsAndValues()
    {
        string text = ApiText.Of(typeof(LiquidationMap).Assembly);
        Assert.Contains("Side.Short = -1", text, StringComparison.Ordinal);
        Assert.Contains("double markPrice = NaN", text, StringComparison.Ordinal);
        Assert.Contains("BandGrid.MaxCount = 4194304", text, StringComparison.Ordinal);
        Assert.Contains("MapOptions? options = null".Replace("?", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.DoesNotContain("TriggerEquation", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<Clone>", text, StringComparison.Ordinal);
    }
}
