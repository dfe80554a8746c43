using System.Collections;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>A checked series of bars in base units, oldest first, with a report of what is wrong with it.</summary>
/// <remarks>Immutable. Bars may be missing between two others; no bar is made up.</remarks>
public sealed class MarketBars : IReadOnlyList<MarketBar>
{
    private readonly MarketBar[] _bars;

    private MarketBars(MarketBar[] bars, TimeSpan interval, MarketScopes scopes)
    {
        var checker = new BarChecker(interval, scopes);
        foreach (ref readonly MarketBar bar in bars.AsSpan())
        {
            checker.Add(bar);
        }

        (_bars, Interval, Scopes, Report) = (bars, interval, scopes, checker.ToReport());
    }

    /// <summary>The length of a bar.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Over which markets columns are counted.</summary>
    public MarketScopes Scopes { get; }

    /// <summary>What is wrong and what is missing.</summary>
    public BarReport Report { get; }

    /// <summary>The number of bars.</summary>
    public int Count => _bars.Length;

    /// <summary>All bars, without copying.</summary>
    public ReadOnlySpan<MarketBar> Span => _bars;

    /// <summary>A bar.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such bar.</exception>
    public MarketBar this[int index] => _bars[index];

    /// <summary>Checks columns and turns them into bars.</summary>
    /// <param name="columns">The columns.</param>
    /// <exception cref="ArgumentException">
    /// Columns differ in length, time does not rise by whole intervals, or a value is outside its domain; the message names column, row, value and limit.
    /// </exception>
    /// <remarks>O(bars). Copies.</remarks>
    public static MarketBars From(MarketBarColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int rows = columns.OpenTimeUnixMs.Length;
        Required(nameof(columns.Open), columns.Open, rows);
        Required(nameof(columns.High), columns.High, rows);
        Required(nameof(columns.Low), columns.Low, rows);
        Required(nameof(columns.Close), columns.Close, rows);
        Optional(nameof(columns.MarkOpen), columns.MarkOpen, rows);
        Optional(nameof(columns.MarkHigh), columns.MarkHigh, rows);
        Optional(nameof(columns.MarkLow), columns.MarkLow, rows);
        Optional(nameof(columns.MarkClose), columns.MarkClose, rows);
        Optional(nameof(columns.Volume), columns.Volume, rows);
        Optional(nameof(columns.TakerBuyVolume), columns.TakerBuyVolume, rows);
        Optional(nameof(columns.OpenInterest), columns.OpenInterest, rows);
        Optional(nameof(columns.LongLiquidations), columns.LongLiquidations, rows);
        Optional(nameof(columns.ShortLiquidations), columns.ShortLiquidations, rows);
        Optional(nameof(columns.FundingRate), columns.FundingRate, rows);

        var bars = new MarketBar[rows];
        for (int i = 0; i < rows; i++)
        {
            var given = new MarketBar(columns.OpenTimeUnixMs.Span[i], columns.Open.Span[i], columns.High.Span[i], columns.Low.Span[i], columns.Close.Span[i])
            {
                MarkOpen = At(columns.MarkOpen, i),
                MarkHigh = At(columns.MarkHigh, i),
                MarkLow = At(columns.MarkLow, i),
                MarkClose = At(columns.MarkClose, i),
                Volume = At(columns.Volume, i),
                TakerBuyVolume = At(columns.TakerBuyVolume, i),
                OpenInterest = At(columns.OpenInterest, i),
                LongLiquidations = At(columns.LongLiquidations, i),
                ShortLiquidations = At(columns.ShortLiquidations, i),
                FundingRate = At(columns.FundingRate, i),
            };

            // Checked as given, so that a message shows the caller's own number.
            BarDomain.Require(given, i);
            double mean = (given.Open / 4) + (given.High / 4) + (given.Low / 4) + (given.Close / 4);
            double volumePrice = columns.VolumeUnit == BarUnit.Quote ? mean : 1, openPrice = columns.OpenInterestUnit == BarUnit.Quote ? given.Close : 1;
            bars[i] = given with
            {
                Volume = given.Volume / volumePrice,
                TakerBuyVolume = given.TakerBuyVolume / volumePrice,
                OpenInterest = given.OpenInterest / openPrice,
            };
        }

        return new(bars, columns.Interval, columns.Scopes);
    }

    /// <summary>Checks bars that are in base units already.</summary>
    /// <param name="bars">Oldest first.</param>
    /// <param name="interval">The length of a bar; whole milliseconds, &gt; 0.</param>
    /// <param name="scopes">Over which markets columns are counted; null for unstated.</param>
    /// <exception cref="ArgumentException">Time does not rise by whole intervals, or a value is outside its domain; the message names column, row, value and limit.</exception>
    /// <remarks>O(bars). Copies.</remarks>
    public static MarketBars From(ReadOnlySpan<MarketBar> bars, TimeSpan interval, MarketScopes? scopes = null) => new(bars.ToArray(), interval, scopes ?? MarketScopes.Unstated);

    /// <inheritdoc/>
    public IEnumerator<MarketBar> GetEnumerator() => ((IEnumerable<MarketBar>)_bars).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static double At(ReadOnlyMemory<double> column, int row) => column.IsEmpty ? double.NaN : column.Span[row];

    private static void Optional(string name, ReadOnlyMemory<double> column, int rows)
    {
        if (!column.IsEmpty)
        {
            Required(name, column, rows);
        }
    }

    private static void Required(string name, ReadOnlyMemory<double> column, int rows)
    {
        if (column.Length != rows)
        {
            Throw.Argument(name, FormattableString.Invariant($"{name} must have as many rows as OpenTimeUnixMs ({rows}), had {column.Length}"));
        }
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} bars of {CompactNumber.Duration(Interval)}");
}
