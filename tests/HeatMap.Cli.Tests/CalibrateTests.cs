using System.Text.Json;
using HeatMap.Estimation;

namespace HeatMap.Cli.Tests;

public sealed class CalibrateTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Fit_TellsWhatWasLearnt_AndIsRead()
    {
        string bars = _tool.Write("bars.csv", SyntheticBars.Lines(500)), file = _tool.PathOf("made.txt");

        JsonElement told = Calibrate([bars, "--asset", "XYZ", "--held-out", "0", "--output", file], wrote: file);

        Assert.Empty(JsonSchema.Read("calibration").Errors(told));
        Assert.True(told.GetProperty("isAccepted").GetBoolean());
        Assert.Contains(told.GetProperty("classes").EnumerateArray(), static c => c.GetProperty("isLearnt").GetBoolean());
        var made = Calibration.Parse(File.ReadAllText(file));
        Assert.Equal(("XYZ", false, TimeSpan.FromHours(1)), (made.BaseAsset, made.IsValidated, made.Interval));
        Assert.Equal(told.GetProperty("printScale").GetDouble(), made.PrintScale);

        Assert.Contains("calibration made.txt", _tool.Run("estimate", bars, "--calibration", file).Out, StringComparison.Ordinal);
        Assert.Equal(0, _tool.Exit);
        // What it was fitted under comes with it, and another use is no longer that fit.
        Calibrate([bars, "--asset", "XYZ", "--held-out", "0", "--volume", "reported", "--output", file], wrote: file);
        Assert.Equal(VolumeUse.Reported, Calibration.Parse(File.ReadAllText(file)).Volume);
        string own = _tool.Run("estimate", bars, "--calibration", file).Out;
        Assert.Equal(own, _tool.Run("estimate", bars, "--calibration", file, "--volume", "reported").Out);
        Assert.NotEqual(own, _tool.Run("estimate", bars, "--calibration", file, "--volume", "by-range").Out);
        Assert.Contains("made for XYZ, not for BTC", _tool.Run("estimate", bars, "--calibration", file, "--asset", "BTC").Error, StringComparison.Ordinal);
        Assert.Equal(3, _tool.Exit);
    }

    [Fact]
    public void Prints_AreSummedUpBarByBar()
    {
        string[] lines = SyntheticBars.Lines(300);
        string whole = _tool.Write("whole.csv", lines), bars = _tool.Write("bars.csv", SyntheticBars.Lines(300, liquidations: false)), prints = _tool.Write("prints.csv", SyntheticBars.Prints(lines));

        JsonElement expected = Calibrate(whole), found = Calibrate(bars, prints), named = Calibrate(bars, "--prints", prints);

        Assert.Equal(expected.GetProperty("classes").ToString(), found.GetProperty("classes").ToString());
        Assert.Equal(found.ToString(), named.ToString());
        JsonElement thinned = Calibrate(bars, prints, "--feed", "thinned"), censored = Calibrate(bars, prints, "--censored", "10");
        Assert.True(thinned.GetProperty("undercount").GetDouble() > 1);
        Assert.Equal(30, censored.GetProperty("censoredBars").GetInt32());
    }

    [Fact]
    public void ARefusedFit_WritesNothing()
    {
        // Small moves liquidate at first, great ones alone at the end: what was learnt does not hold.
        string[] lines = [.. SyntheticBars.Lines(300).Select(static (l, i) => i == 0 ? l : Turned(l.Split(','), isLate: i > 225))];
        string bars = _tool.Write("bars.csv", lines), file = _tool.PathOf("never.txt");

        _tool.Run("calibrate", bars, "--output", file);

        Assert.Equal(1, _tool.Exit);
        Assert.Contains("REFUSED", _tool.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        static string Turned(string[] cells, bool isLate)
        {
            double[] prices = [.. cells[1..5].Select(static c => double.Parse(c, System.Globalization.CultureInfo.InvariantCulture))];
            string forced = (prices[1] / prices[2]) - 1 > 0.012 == isLate ? "1000000" : "0";
            return string.Join(',', [.. cells[..7], forced, forced]);
        }
    }

    [Fact]
    public void WhatIsMissing_IsNamed()
    {
        string bars = _tool.Write("bars.csv", SyntheticBars.Lines(50, liquidations: false));

        Assert.Contains("long_liquidation_usd", _tool.Run("calibrate", bars).Error, StringComparison.Ordinal);
        Assert.Equal(3, _tool.Exit);
        Assert.Contains("--feed thinned goes with executed liquidations", _tool.Run("calibrate", _tool.Write("more.csv", SyntheticBars.Lines(50)), "--feed", "thinned").Error, StringComparison.Ordinal);
        Assert.Contains("--side-of goes with --prints", _tool.Run("calibrate", bars, "--side-of", "order").Error, StringComparison.Ordinal);
        Assert.Contains("--print-column: there is no column 'x'", _tool.Run("calibrate", bars, "--prints", bars, "--print-column", "x=y").Error, StringComparison.Ordinal);
        Assert.Equal(2, _tool.Exit);
    }

    private JsonElement Calibrate(params string[] args) => Calibrate(args, wrote: null);

    private JsonElement Calibrate(string[] args, string? wrote)
    {
        _tool.Run(["calibrate", .. args, "--format", "json"]);
        Assert.Equal((wrote is null ? "" : $"heatmap: wrote {wrote}", 0), (_tool.Error.Trim(), _tool.Exit));
        using var document = JsonDocument.Parse(_tool.Out);
        return document.RootElement.Clone();
    }
}
