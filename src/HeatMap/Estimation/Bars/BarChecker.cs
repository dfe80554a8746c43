using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Checks bars one after the other, as they come.</summary>
/// <remarks>For one writer. A bar that cannot be read is refused and changes nothing; one that looks wrong is taken, and what is wrong is said. <see cref="MarketBars"/> uses this too.</remarks>
public sealed class BarChecker
{
    /// <summary>The most issues that a report lists; it counts all of them.</summary>
    public const int MaxIssues = 1_000;

    /// <summary>How far the mark may be from trades, as a fraction of the traded price.</summary>
    public const double MaxMarkDistance = 0.2;

    /// <summary>The lowest plausible volume over open interest in a day.</summary>
    public const double MinTurnoverPerDay = 0.01;

    /// <summary>The highest plausible volume over open interest in a day.</summary>
    public const double MaxTurnoverPerDay = 100;

    /// <summary>With fewer bars nothing is said of turnover: one quiet bar is no verdict.</summary>
    private const int FewestTurnovers = 24;

    /// <summary>Volume and change in open interest may have been through a division each.</summary>
    private const double Rounding = 1e-9;

    private readonly long _intervalMs;
    private readonly bool _comparesVolume, _comparesLiquidations;
    private readonly ImmutableArray<BarIssue>.Builder _issues = ImmutableArray.CreateBuilder<BarIssue>();
    private readonly int[] _faults = new int[Enum.GetValues<BarFault>().Length], _missing = new int[Enum.GetValues<BarColumn>().Length];

    private MarketBar _last;
    private int _turnovers, _below, _above, _logs;
    private double _logSum;

    /// <summary>Prepares a checker.</summary>
    /// <param name="interval">The length of a bar; whole milliseconds, &gt; 0.</param>
    /// <param name="scopes">Over which markets columns are counted; columns of different scopes are not compared. Null for unstated.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is outside its domain.</exception>
    public BarChecker(TimeSpan interval, MarketScopes? scopes = null)
    {
        (Interval, _intervalMs) = (interval, Milliseconds(interval));
        Scopes = scopes ?? MarketScopes.Unstated;
        _comparesVolume = !MarketScopes.Differ(Scopes.Volume, Scopes.OpenInterest);
        _comparesLiquidations = !MarketScopes.Differ(Scopes.Liquidations, Scopes.OpenInterest);
    }

    /// <summary>The length of a bar.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Over which markets columns are counted.</summary>
    public MarketScopes Scopes { get; }

    /// <summary>How many bars were read.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a bar and says what is wrong with it.</summary>
    /// <param name="bar">The bar after the last one.</param>
    /// <returns>Its issues; empty where nothing is wrong.</returns>
    /// <exception cref="ArgumentException">The bar is outside its domain, not after the last one, or not a whole number of intervals after it; the message names row, column, value and limit.</exception>
    /// <remarks>O(1). Allocates where there is an issue.</remarks>
    public ImmutableArray<BarIssue> Add(in MarketBar bar)
    {
        BarDomain.Require(bar, Count);
        long gap = Count == 0 ? 0 : RequireTime(bar.OpenTimeUnixMs);
        ImmutableArray<BarIssue> issues = [];
        if (gap > 0)
        {
            issues = issues.Add(Issue(bar, BarFault.Gap, gap, 0));
        }

        // A change over a gap has the volume of the gap behind it, which nobody knows.
        bool hasChange = Count > 0 && gap == 0 && !double.IsNaN(_last.OpenInterest) && !double.IsNaN(bar.OpenInterest);
        if (hasChange && BitConverter.DoubleToInt64Bits(bar.OpenInterest) == BitConverter.DoubleToInt64Bits(_last.OpenInterest))
        {
            issues = issues.Add(Issue(bar, BarFault.RepeatedOpenInterest, bar.OpenInterest, 0));
        }

        double change = Math.Abs(bar.OpenInterest - _last.OpenInterest);
        if (hasChange && _comparesVolume && change - bar.Volume > Rounding * Math.Max(bar.OpenInterest, _last.OpenInterest))
        {
            issues = issues.Add(Issue(bar, BarFault.OpenInterestBeyondVolume, change, bar.Volume));
        }

        if (bar.TakerBuyVolume > bar.Volume * (1 + Rounding))
        {
            issues = issues.Add(Issue(bar, BarFault.TakerBuysBeyondVolume, bar.TakerBuyVolume, bar.Volume));
        }

        if (MarkDistance(bar) is > MaxMarkDistance and var distance)
        {
            issues = issues.Add(Issue(bar, BarFault.MarkFarFromTrades, distance, MaxMarkDistance));
        }

        double liquidated = Known(bar.LongLiquidations) + Known(bar.ShortLiquidations), open = bar.OpenInterest * bar.Close;
        if (_comparesLiquidations && liquidated > open)
        {
            issues = issues.Add(Issue(bar, BarFault.LiquidationsBeyondOpenInterest, liquidated, open));
        }

        if (bar.Volume == 0 && bar.High > bar.Low)
        {
            issues = issues.Add(Issue(bar, BarFault.MoveWithoutVolume, (bar.High / bar.Low) - 1, 0));
        }

        Keep(bar, issues);
        return issues;
    }

    /// <summary>What was found so far.</summary>
    /// <remarks>O(issues listed). Allocates the report.</remarks>
    public BarReport ToReport()
    {
        int[] faults = [.. _faults];
        ImmutableArray<BarIssue>.Builder issues = ImmutableArray.CreateBuilder<BarIssue>(_issues.Count);
        issues.AddRange(_issues);
        if (2 * _below > _turnovers || 2 * _above > _turnovers)
        {
            if (_turnovers >= FewestTurnovers)
            {
                double mean = _logs == 0 ? 0 : Math.Exp(_logSum / _logs);
                Add(BarFault.ImplausibleTurnover, mean, 2 * _below > _turnovers ? MinTurnoverPerDay : MaxTurnoverPerDay);
            }
        }

        foreach (BarColumn column in Enum.GetValues<BarColumn>())
        {
            if (Count > 0 && _missing[(int)column - 1] == Count)
            {
                Add(BarFault.MissingColumn, (int)column, 0);
            }
        }

        return new(Count, issues.ToImmutable(), [.. faults], [.. _missing]);

        void Add(BarFault fault, double value, double limit)
        {
            faults[(int)fault - 1]++;
            if (issues.Count < MaxIssues)
            {
                issues.Add(new(Count - 1, _last.OpenTimeUnixMs, fault, value, limit));
            }
        }
    }

    internal static long Milliseconds(TimeSpan interval, string name = "interval")
    {
        if (interval <= TimeSpan.Zero || interval.Ticks % TimeSpan.TicksPerMillisecond != 0)
        {
            Throw.OutOfRange(name, interval.TotalMilliseconds, "a whole number of milliseconds > 0");
        }

        return interval.Ticks / TimeSpan.TicksPerMillisecond;
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    /// <summary>The greatest of those known; NaN, which is greater than nothing, where none is.</summary>
    private static double MarkDistance(in MarketBar bar) => double.MaxNumber(
        double.MaxNumber(Math.Abs((bar.MarkOpen / bar.Open) - 1), Math.Abs((bar.MarkHigh / bar.High) - 1)),
        double.MaxNumber(Math.Abs((bar.MarkLow / bar.Low) - 1), Math.Abs((bar.MarkClose / bar.Close) - 1)));

    private BarIssue Issue(in MarketBar bar, BarFault fault, double value, double limit) => new(Count, bar.OpenTimeUnixMs, fault, value, limit);

    private long RequireTime(long time)
    {
        if (time <= _last.OpenTimeUnixMs)
        {
            Throw.Row(nameof(MarketBar.OpenTimeUnixMs), Count, time, FormattableString.Invariant($"after that of the row before, {_last.OpenTimeUnixMs}"));
        }

        // Unsigned, because the way from one end of time to the other is longer than a signed number tells.
        (ulong steps, ulong rest) = Math.DivRem(unchecked((ulong)time - (ulong)_last.OpenTimeUnixMs), (ulong)_intervalMs);
        if (rest != 0)
        {
            Throw.Row(nameof(MarketBar.OpenTimeUnixMs), Count, time, FormattableString.Invariant($"a whole number of intervals of {_intervalMs} ms after that of the row before, {_last.OpenTimeUnixMs}"));
        }

        return (long)Math.Min(steps - 1, long.MaxValue);
    }

    private void Keep(in MarketBar bar, ImmutableArray<BarIssue> issues)
    {
        foreach (BarIssue issue in issues)
        {
            _faults[(int)issue.Fault - 1]++;
            if (_issues.Count < MaxIssues)
            {
                _issues.Add(issue);
            }
        }

        Miss(BarColumn.Mark, bar.MarkLow + bar.MarkHigh);
        Miss(BarColumn.Volume, bar.Volume);
        Miss(BarColumn.TakerBuyVolume, bar.TakerBuyVolume);
        Miss(BarColumn.OpenInterest, bar.OpenInterest);
        Miss(BarColumn.LongLiquidations, bar.LongLiquidations);
        Miss(BarColumn.ShortLiquidations, bar.ShortLiquidations);
        Miss(BarColumn.FundingRate, bar.FundingRate);
        double turnover = bar.Volume / bar.OpenInterest * (TimeSpan.FromDays(1) / Interval);
        if (_comparesVolume && !double.IsNaN(turnover))
        {
            _turnovers++;
            _below += turnover < MinTurnoverPerDay ? 1 : 0;
            _above += turnover > MaxTurnoverPerDay ? 1 : 0;
            if (Guard.IsPositive(turnover))
            {
                _logs++;
                _logSum += Math.Log(turnover);
            }
        }

        _last = bar;
        Count++;
    }

    private void Miss(BarColumn column, double value) => _missing[(int)column - 1] += double.IsNaN(value) ? 1 : 0;
}
