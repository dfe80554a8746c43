using System.Text.Json;

namespace HeatMap.Cli.Tests;

public sealed class ScoreTests : IDisposable
{
    private static readonly string[] Short = ["--train-days", "7", "--refit-days", "7", "--draws", "50"];

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Scores_AreOfAllBaselines_AndTheSameEachTime()
    {
        string bars = _tool.Write("bars.csv", SyntheticBars.Lines(480));

        JsonElement told = Score([bars, "--asset", "BTC", "--ensemble", "2", .. Short]);

        Assert.Empty(JsonSchema.Read("score").Errors(told));
        string[] models = [.. told.GetProperty("models").EnumerateArray().Select(static m => m.GetProperty("name").GetString()!)];
        Assert.Subset(new HashSet<string>(models), new HashSet<string> { "path", "persistence", "reach", "estimate", "null map", "ensemble", "both sides", "candle side", "volume profile", "turnover" });
        Assert.Equal("estimate", told.GetProperty("gains")[0].GetProperty("map").GetString());
        Assert.Equal(told.ToString(), Score([bars, "--asset", "BTC", "--ensemble", "2", .. Short]).ToString());
        (string?, string?, bool)[] gains = [.. told.GetProperty("gains").EnumerateArray().Select(static g => (g.GetProperty("map").GetString(), g.GetProperty("baseline").GetString(), g.GetProperty("isInstead").GetBoolean()))];
        Assert.Equal(gains.Length, gains.Distinct().Count());
        Assert.Contains(("estimate", "null map", true), gains);
        JsonElement gain = told.GetProperty("gains")[0].GetProperty("devianceFraction");
        Assert.InRange(gain.GetProperty("estimate").GetDouble(), gain.GetProperty("low").GetDouble(), gain.GetProperty("high").GetDouble());
    }

    [Fact]
    public void LaterBars_DoNotChangeEarlierDays()
    {
        string[] lines = SyntheticBars.Lines(480);
        string less = _tool.Write("less.csv", lines[..401]), more = _tool.Write("more.csv", lines);

        string until = (SyntheticBars.Start + (400 * SyntheticBars.Hour)).ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(Score([less, .. Short]).GetProperty("models").ToString(), Score([more, .. Short, "--to", until]).GetProperty("models").ToString());
    }

    [Fact]
    public void ReportedVolume_IsTakenOnlyWhereAsked()
    {
        string bars = _tool.Write("bars.csv", SyntheticBars.Lines(480));

        string plain = Score([bars, .. Short]).GetProperty("models").ToString();

        Assert.Equal(plain, Score([bars, .. Short, "--volume", "by-range"]).GetProperty("models").ToString());
        Assert.NotEqual(plain, Score([bars, .. Short, "--volume", "reported"]).GetProperty("models").ToString());
        Assert.Contains("real open interest with reported volume adds", _tool.Run(["score", bars, .. Short, "--volume", "reported"]).Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsValidated_BySilence()
    {
        string[] score = [_tool.Write("bars.csv", SyntheticBars.Lines(480)), "--asset", "BTC", .. Short];

        Assert.False(Score(score).GetProperty("isValidated").GetBoolean());
        Assert.Contains(Score([.. score, "--scope-oi", "binance"]).GetProperty("notes").EnumerateArray(), static n => n.GetString()!.Contains("(--scope-liquidations)", StringComparison.Ordinal));
        Assert.True(Score([.. score, "--scope-oi", "binance", "--scope-liquidations", "binance+bybit+okx"]).GetProperty("isValidated").GetBoolean());
    }

    [Fact]
    public void Prints_WithPrices_AreAlsoScoredByWhere()
    {
        string[] lines = SyntheticBars.Lines(480);
        string bars = _tool.Write("bars.csv", SyntheticBars.Lines(480, liquidations: false));
        string[] prints = SyntheticBars.Prints(lines);
        string plain = _tool.Write("plain.csv", prints);

        JsonElement summed = Score([_tool.Write("whole.csv", lines), .. Short]), without = Score([bars, "--prints", plain, .. Short]);
        Assert.Equal(summed.GetProperty("gains").ToString(), without.GetProperty("gains").ToString());
        Assert.Equal(JsonValueKind.Null, without.GetProperty("location").ValueKind);

        // Each at the extreme of its bar.
        var extremes = lines.Skip(1).Select(static l => l.Split(',')).ToDictionary(static c => c[0][..^4], static c => (High: c[2], Low: c[3]));
        string priced = _tool.Write("priced.csv", [prints[0] + ",price", .. prints.Skip(1).Select(l => $"{l},{(l.Contains("long", StringComparison.Ordinal) ? extremes[l[..9]].Low : extremes[l[..9]].High)}")]);
        JsonElement where = Score([bars, "--prints", priced, .. Short]);
        Assert.Empty(JsonSchema.Read("score").Errors(where));
        Assert.NotEqual(JsonValueKind.Null, where.GetProperty("location").ValueKind);
    }

    [Fact]
    public void MapsOfOthers_ArePlayedBack()
    {
        string[] lines = SyntheticBars.Lines(480);
        string bars = _tool.Write("bars.csv", lines), folder = _tool.PathOf("vendor");
        Directory.CreateDirectory(folder);
        foreach (int hours in (int[])[100, 200, 300])
        {
            _tool.Run("estimate", _tool.Write("part.csv", lines[..(hours + 1)]), "--partial", Path.Combine(folder, $"{hours}.hmap"));
            Assert.Equal(0, _tool.Exit);
        }

        JsonElement told = Score([bars, "--snapshots", folder, .. Short]);

        Assert.Contains(told.GetProperty("models").EnumerateArray(), static m => m.GetProperty("name").GetString() == "vendor");

        // Nobody is scored before the first map, known with the hundredth bar, and a week of training after it: all rows are of the same tests.
        Assert.Equal(SyntheticBars.Start + ((100 + (7 * 24)) * SyntheticBars.Hour), told.GetProperty("testStartUnixMs").GetInt64());
        Assert.Equal(480 - 100 - (7 * 24), told.GetProperty("testIntervals").GetInt32());
        Told(3, "with a snapshot of every series", [bars, "--snapshots", Path.Combine(folder, "300.hmap"), "--train-days", "8"]);
        Told(3, "neither", [bars, "--snapshots", bars, .. Short]);
    }

    [Fact]
    public void TextForms_BeginWithWhatItComesTo()
    {
        string bars = _tool.Write("bars.csv", SyntheticBars.Lines(480));

        string table = _tool.Run(["score", bars, "--asset", "BTC", .. Short]).Out;
        Assert.Equal(Approved.Text("score.txt", table), table);
        string markdown = _tool.Run(["score", bars, "--asset", "BTC", .. Short, "--format", "markdown"]).Out;
        Assert.StartsWith("**BTC**: ", markdown, StringComparison.Ordinal);
        Assert.All((string[])["path", "beyond the null map", "instead of it"], c => Assert.Contains($"| estimate | {c} | ", markdown, StringComparison.Ordinal));
        string csv = _tool.Run(["score", bars, "--asset", "BTC", .. Short, "--format", "csv"]).Out;
        Assert.Contains("\ngain,estimate,path,", csv, StringComparison.Ordinal);
        Assert.All(csv.TrimEnd().Split('\n'), static l => Assert.Equal(14, l.Count(static c => c == ',')));
    }

    [Fact]
    public void WhatIsTooLittle_IsSaid()
    {
        Told(3, "there must be more than 14 days", _tool.Write("few.csv", SyntheticBars.Lines(200)));
        Told(3, "long_liquidation_usd", _tool.Write("none.csv", SyntheticBars.Lines(400, liquidations: false)));
        Told(2, "--train-days takes days", _tool.PathOf("few.csv"), "--train-days", "0");
    }

    private JsonElement Score(string[] args)
    {
        _tool.Run(["score", .. args, "--format", "json"]);
        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        using var document = JsonDocument.Parse(_tool.Out);
        return document.RootElement.Clone();
    }

    private void Told(int exit, string error, params string[] args)
    {
        _tool.Run(["score", .. args]);
        Assert.Contains(error, _tool.Error, StringComparison.Ordinal);
        Assert.Equal(exit, _tool.Exit);
    }
}
