using System.Globalization;

namespace HeatMap;

/// <summary>What a picture of a heat map says in words.</summary>
internal sealed class HeatWords
{
    private readonly LiquidationHeatMap _map;

    public HeatWords(LiquidationHeatMap map, string? title)
    {
        _map = map;
        Title = LadderText.Clean(title) is { Length: > 0 } given ? given : map.Kind == HeatMapKind.Standing ? "Liquidation heat map" : "Executed liquidations";
        Unit = LadderText.Fit(LadderText.Clean(map.Unit), 1, 9);
    }

    public string Title { get; }

    /// <summary>Short; empty when nobody said.</summary>
    public string Unit { get; }

    /// <summary>What a pixel's colour stands for.</summary>
    public string Legend => (_map.Kind == HeatMapKind.Standing ? "Waiting to be liquidated, most at once" : "Liquidated") + ", a pixel" + (Unit.Length > 0 ? " (" + Unit + ")" : "");

    public string Subtitle
    {
        get
        {
            long interval = (long)_map.Interval.TotalMilliseconds;
            string columns = string.Create(CultureInfo.InvariantCulture, $"{_map.ColumnCount:N0} column{(_map.ColumnCount == 1 ? "" : "s")} of {Length(_map.Interval)}");
            string times = _map.ColumnCount == 0 ? "" : $" from {HeatTimes.Full(_map.StartUnixMs, interval)} to {HeatTimes.Full(_map.EndUnixMs, interval)} UTC";
            return $"{columns}{times} · {_map.Grid.Count.ToString("N0", CultureInfo.InvariantCulture)} bands from {CompactNumber.Edge(_map.Grid.Lower, _map.Grid)} to {CompactNumber.Edge(_map.Grid.Upper, _map.Grid)}";
        }
    }

    /// <summary>Why the plot is empty; null when it is not.</summary>
    public string? Nothing => _map.ColumnCount == 0 ? "This heat map has no columns" : null;

    /// <summary>Where the numbers come from, what they mean, and what is not drawn.</summary>
    public List<string> Facts
    {
        get
        {
            List<string> facts =
            [
                _map.Kind == HeatMapKind.Standing
                    ? "Each column shows what waits to be liquidated at the end of its interval; a pixel of several columns, the most that waited at once."
                    : "Each column shows what was liquidated within its interval.",
            ];
            if (_map.Origin != MapOrigin.Unstated)
            {
                facts.Add(LadderWords.Source(_map.Sources, _map.Origin));
            }

            int missing = 0, carried = 0;
            double outside = 0;
            for (int i = 0; i < _map.ColumnCount; i++)
            {
                missing += _map.StateOf(i) == HeatMapColumnState.Missing ? 1 : 0;
                carried += _map.StateOf(i) == HeatMapColumnState.Carried ? 1 : 0;
                double notional = (_map.Below(i) + _map.Above(i)).Notional;
                outside = _map.Kind == HeatMapKind.Standing ? Math.Max(outside, notional) : outside + notional;
            }

            AddSome(facts, missing, " without numbers: left blank.");
            AddSome(facts, carried, " that nobody gave: what was known before is repeated.");
            if (outside > 0)
            {
                facts.Add($"Outside the window, not drawn: {CompactNumber.Notional(outside)}{(Unit.Length > 0 ? " " + Unit : "")}{(_map.Kind == HeatMapKind.Standing ? " at most" : "")}.");
            }

            return facts;
        }
    }

    public string Description => string.Join(" ", Facts.Prepend(Subtitle + "."));

    public static HeatMapPooling Pooling(LiquidationHeatMap map) => map.Kind == HeatMapKind.Standing ? HeatMapPooling.Peak : HeatMapPooling.Sum;

    private static void AddSome(List<string> facts, int columns, string what)
    {
        if (columns > 0)
        {
            facts.Add(LadderWords.Plural(columns, "column") + what);
        }
    }

    private static string Length(TimeSpan interval) =>
        interval.TotalDays % 1 == 0 ? Text(interval.TotalDays, "d")
        : interval.TotalHours % 1 == 0 ? Text(interval.TotalHours, "h")
        : interval.TotalMinutes % 1 == 0 ? Text(interval.TotalMinutes, "min")
        : interval.TotalSeconds % 1 == 0 ? Text(interval.TotalSeconds, "s")
        : Text(interval.TotalMilliseconds, "ms");

    private static string Text(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}");
}
