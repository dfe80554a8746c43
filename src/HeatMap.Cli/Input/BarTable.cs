namespace HeatMap.Cli.Input;

/// <summary>Bars of equal length in the order of their times, column by column; NaN where a file does not tell. Bars that no file has are left out, not made up.</summary>
internal sealed class BarTable
{
    private readonly double[]?[] _columns;
    private readonly string?[] _origins;
    private readonly double[] _empty;

    /// <param name="timeUnixMs">When each bar begins; ascending, apart by whole intervals.</param>
    /// <param name="intervalMs">How long a bar lasts.</param>
    /// <param name="columns">By <see cref="BarColumn"/>; null where no file has the column.</param>
    /// <param name="origins">Where each column comes from.</param>
    /// <param name="notes">What was left out and why, for people.</param>
    public BarTable(long[] timeUnixMs, long intervalMs, double[]?[] columns, string?[] origins, IReadOnlyList<string> notes)
    {
        (TimeUnixMs, IntervalMs, _columns, _origins, Notes) = (timeUnixMs, intervalMs, columns, origins, notes);
        _empty = new double[timeUnixMs.Length];
        Array.Fill(_empty, double.NaN);
    }

    /// <summary>When each bar begins, in milliseconds since 1970.</summary>
    public long[] TimeUnixMs { get; }

    /// <summary>How long a bar lasts.</summary>
    public long IntervalMs { get; }

    public int Count => TimeUnixMs.Length;

    /// <summary>How many bars are missing between the first and the last.</summary>
    public long Gaps => Count == 0 ? 0 : ((TimeUnixMs[^1] - TimeUnixMs[0]) / IntervalMs) + 1 - Count;

    /// <summary>What was left out and why, for people.</summary>
    public IReadOnlyList<string> Notes { get; }

    public double[] Open => this[BarColumn.Open];

    public double[] High => this[BarColumn.High];

    public double[] Low => this[BarColumn.Low];

    public double[] Close => this[BarColumn.Close];

    public double[] MarkHigh => this[BarColumn.MarkHigh];

    public double[] MarkLow => this[BarColumn.MarkLow];

    public double[] Volume => this[BarColumn.Volume];

    public double[] VolumeUsd => this[BarColumn.VolumeUsd];

    public double[] TakerBuyVolume => this[BarColumn.TakerBuyVolume];

    public double[] TakerBuyUsd => this[BarColumn.TakerBuyUsd];

    public double[] TakerSellVolume => this[BarColumn.TakerSellVolume];

    public double[] TakerSellUsd => this[BarColumn.TakerSellUsd];

    public double[] TakerBuyMinusSell => this[BarColumn.TakerBuyMinusSell];

    public double[] OpenInterest => this[BarColumn.OpenInterest];

    public double[] OpenInterestUsd => this[BarColumn.OpenInterestUsd];

    public double[] OpenInterestOpenUsd => this[BarColumn.OpenInterestOpenUsd];

    public double[] LongLiquidationUsd => this[BarColumn.LongLiquidationUsd];

    public double[] ShortLiquidationUsd => this[BarColumn.ShortLiquidationUsd];

    public double[] FundingRate => this[BarColumn.FundingRate];

    /// <summary>A column; all NaN where no file has it.</summary>
    public double[] this[BarColumn column] => _columns[(int)column] ?? _empty;

    /// <summary>Whether a file has at least one value of a column.</summary>
    public bool Has(BarColumn column) => _columns[(int)column] is not null;

    /// <summary>The file and the column in it that a column comes from; null where there is none.</summary>
    public string? OriginOf(BarColumn column) => _origins[(int)column];

    /// <summary>Refuses bars without a column that a command cannot do without.</summary>
    /// <param name="files">What the user named, for the message.</param>
    /// <param name="anyOf">One of these must be there.</param>
    public void Require(string files, params ReadOnlySpan<BarColumn> anyOf)
    {
        string names = "";
        foreach (BarColumn column in anyOf)
        {
            if (Has(column))
            {
                return;
            }

            names += (names.Length > 0 ? " or " : "") + BarNames.Of(column);
        }

        throw ToolException.BadInput(files, $"expected bars with {names}, there was none. Add a file that has it, or name it with --column {BarNames.Of(anyOf[0])}=theirs");
    }
}
