namespace HeatMap.Cli.Watching;

/// <summary>Asks rules after each change of a map. The first look only remembers.</summary>
internal sealed class RuleWatch(IReadOnlyList<WatchedRule> rules)
{
    private readonly WatchReading?[] _before = new WatchReading?[rules.Count];

    /// <summary>Whether there is anything to ask.</summary>
    public bool Any => rules.Count > 0;

    /// <summary>Looks at a map.</summary>
    /// <param name="view">As it is now.</param>
    /// <param name="path">Where the mark was since the last look, as far as it is known.</param>
    /// <returns>What happened, in words.</returns>
    public List<string> Look(MapView view, PriceRange? path = null)
    {
        var told = new List<string>();
        for (int i = 0; i < rules.Count; i++)
        {
            WatchReading now = rules[i].Rule.Read(view);
            if (_before[i] is { } before)
            {
                double low = Math.Min(before.MarkPrice, now.MarkPrice), high = Math.Max(before.MarkPrice, now.MarkPrice);
                PriceRange whole = path is { } p ? new(Math.Min(low, p.Low), Math.Max(high, p.High)) : new(low, high);
                if (rules[i].Rule.Check(before, now, whole) is { } happened)
                {
                    told.Add(TextOf(rules[i], happened));
                }
            }

            // Where a range is not known the last number that was is kept.
            _before[i] = double.IsNaN(now.Value) && _before[i] is { } last ? new(now.MarkPrice, last.Value) : now;
        }

        return told;
    }

    private static string TextOf(WatchedRule rule, WatchEvent happened)
    {
        string value = rule.Rule.Kind switch
        {
            WatchKind.PriceNear => string.Create(CultureInfo.InvariantCulture, $"{happened.Value:0.##} standard deviations away"),
            WatchKind.BandCrossed => $"{CompactNumber.Notional(happened.Value)} still in it",
            _ => $"{CompactNumber.Notional(happened.Value)} there",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{rule.Text}: mark {happened.MarkPrice}, {value}");
    }
}
