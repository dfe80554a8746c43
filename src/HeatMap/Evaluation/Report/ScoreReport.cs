using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>How maps did, and on what.</summary>
/// <remarks>Immutable. All figures are of test intervals, out of sample.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed record ScoreReport
{
    /// <summary>The length of an interval.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How many fits were made.</summary>
    public int Folds { get; init; }

    /// <summary>The number of days with tests.</summary>
    public int TestDays { get; init; }

    /// <summary>The number of tested intervals.</summary>
    public int TestIntervals { get; init; }

    /// <summary>When the first test began, in milliseconds since 1970.</summary>
    public long TestStartUnixMs { get; init; }

    /// <summary>When the last test ended, in milliseconds since 1970.</summary>
    public long TestEndUnixMs { get; init; }

    /// <summary>What was liquidated in the tested intervals, both sides, in quote.</summary>
    public double LiquidatedVolume { get; init; }

    /// <summary>The share of tests with a known open interest.</summary>
    public double OpenInterestCoverage { get; init; }

    /// <summary>What the caller said of the feed; null where nothing.</summary>
    public string? FeedNote { get; init; }

    /// <summary>Over which markets the bars were counted.</summary>
    public MarketScopes Scopes { get; init; } = MarketScopes.Unstated;

    /// <summary>Where: null without prints, since bars alone have no location.</summary>
    public LocationReport? Location { get; init; }

    /// <summary>Where and how much without knowing the path; empty where open interest was never known or the series is too short.</summary>
    public ImmutableArray<IntensityScore> Intensity { get; init; } = [];

    /// <summary>Cascades, without knowing the path; null only where nobody asked.</summary>
    public EventReport? Cascades { get; init; }

    /// <summary>How far each map was from the truth; empty where nobody knows it.</summary>
    public ImmutableArray<TruthDistance> Truth { get; init; } = [];

    /// <summary>How much: each baseline and map.</summary>
    public ImmutableArray<ModelScore> Models { get; init; } = [];

    /// <summary>What each map adds to the path model and to the path model with the null map, and what it adds in the place of the null map.</summary>
    public ImmutableArray<ScoreIncrement> Increments { get; init; } = [];

    /// <summary>What a map adds to a baseline; null where that was not asked.</summary>
    /// <param name="map">The map's name.</param>
    /// <param name="baseline">The baseline's name.</param>
    /// <param name="isInstead">Whether the map stands in the place of the baseline's null map.</param>
    public ScoreIncrement? Increment(string map, string baseline = MapScorer.PathModel, bool isInstead = false) =>
        Increments.FirstOrDefault(i => i.Map == map && i.Baseline == baseline && i.IsInstead == isInstead);

    /// <summary>How a model did; null where there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    public ModelScore? Model(string name) => Models.FirstOrDefault(m => m.Name == name);

    /// <summary>What was tested, and what the best map adds to the path model, in a few lines.</summary>
    public override string ToString() => Summary;

    /// <summary>What was tested, and what the best map adds to the path model.</summary>
    internal string Summary
    {
        get
        {
            string tests = string.Create(
                CultureInfo.InvariantCulture,
                $"{TestIntervals:N0} intervals of {CompactNumber.Duration(Interval)} tested on {TestDays:N0} days, {Folds} fit{(Folds == 1 ? "" : "s")}, {CompactNumber.Notional(LiquidatedVolume)} quote liquidated, open interest known in {CompactNumber.Fraction(OpenInterestCoverage)}.");
            ScoreIncrement? best = Increments.Where(static i => i is { Baseline: MapScorer.PathModel, IsInstead: false } && double.IsFinite(i.DevianceGain.Estimate)).MaxBy(static i => i.DevianceGain.Estimate);
            return best is null ? tests : string.Create(
                CultureInfo.InvariantCulture,
                $"{tests}\nMost is added to the path model by {best.Map}: {100 * best.DevianceGain.Estimate:0.0} % of its deviance ({100 * best.DevianceGain.Low:0.0} to {100 * best.DevianceGain.High:0.0} %).");
        }
    }
}
