using HeatMap.Cli.Input;
using HeatMap.Estimation;
using BarColumn = HeatMap.Cli.Input.BarColumn;

namespace HeatMap.Cli.Estimating;

/// <summary>Turns a table of files into the library's bars: chooses between coins and dollars, and leaves out what has no price.</summary>
internal sealed class BarConversion
{
    private readonly BarTable _table;
    private readonly string _files;
    private readonly MarketScopes _scopes;
    private readonly int[] _rows;
    private readonly double[] _opens;
    private readonly List<string> _notes = [];

    /// <param name="table">The files as one table.</param>
    /// <param name="files">Their names, for messages.</param>
    /// <param name="from">Bars that begin before are left out; null for none.</param>
    /// <param name="to">Bars that begin then or later are left out; null for none.</param>
    /// <param name="scopes">Over which markets columns are counted.</param>
    public BarConversion(BarTable table, string files, long? from, long? to, MarketScopes scopes)
    {
        (_table, _files, _scopes) = (table, files, scopes);
        foreach (BarColumn column in (BarColumn[])[BarColumn.High, BarColumn.Low, BarColumn.Close])
        {
            table.Require(files, column);
        }

        _opens = Opens();
        int[] wanted = [.. Enumerable.Range(0, table.Count).Where(i => table.TimeUnixMs[i] >= (from ?? long.MinValue) && table.TimeUnixMs[i] < (to ?? long.MaxValue))];
        if (wanted.Length == 0)
        {
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{files}: there are no bars in that time; they are from {table.TimeUnixMs[0]} to {table.TimeUnixMs[^1]}"));
        }

        _rows = [.. wanted.Where(HasPrice)];
        if (_rows.Length == 0)
        {
            throw ToolException.BadInput(files, "expected bars with open, high, low and close, had none");
        }

        if (_rows.Length < wanted.Length)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{wanted.Length - _rows.Length} bars have no price and are left out"));
        }
    }

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The bars in base.</summary>
    /// <exception cref="ToolException">The library refuses a value.</exception>
    public MarketBars ToBars()
    {
        (double[] volume, double[] takerBuys, BarUnit unit) = Volume();
        bool hasCoins = _table.Has(BarColumn.OpenInterest);
        try
        {
            return MarketBars.From(new MarketBarColumns
            {
                Interval = TimeSpan.FromMilliseconds(_table.IntervalMs),
                OpenTimeUnixMs = Array.ConvertAll(_rows, r => _table.TimeUnixMs[r]),
                Open = Of(_opens),
                High = Of(_table.High),
                Low = Of(_table.Low),
                Close = Of(_table.Close),
                MarkHigh = Of(_table.MarkHigh),
                MarkLow = Of(_table.MarkLow),
                Volume = Of(volume),
                TakerBuyVolume = Of(takerBuys),
                OpenInterest = Of(hasCoins ? _table.OpenInterest : _table.OpenInterestUsd),
                LongLiquidations = Of(_table.LongLiquidationUsd),
                ShortLiquidations = Of(_table.ShortLiquidationUsd),
                FundingRate = Of(_table.FundingRate),
                VolumeUnit = unit,
                OpenInterestUnit = hasCoins ? BarUnit.Base : BarUnit.Quote,
                Scopes = _scopes,
            });
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(_files, Message.Of(error));
        }
    }

    /// <summary>Volume and what takers bought of it, from one unit: coins where there are any.</summary>
    private (double[] Volume, double[] TakerBuys, BarUnit Unit) Volume()
    {
        if (_table.Has(BarColumn.Volume) || _table.Has(BarColumn.VolumeUsd))
        {
            return _table.Has(BarColumn.Volume) ? (_table.Volume, _table.TakerBuyVolume, BarUnit.Base) : (_table.VolumeUsd, _table.TakerBuyUsd, BarUnit.Quote);
        }

        // What takers bought and sold is all that was traded.
        foreach ((BarColumn buys, BarColumn sells, BarUnit unit) in ((BarColumn, BarColumn, BarUnit)[])
            [(BarColumn.TakerBuyVolume, BarColumn.TakerSellVolume, BarUnit.Base), (BarColumn.TakerBuyUsd, BarColumn.TakerSellUsd, BarUnit.Quote)])
        {
            if (_table.Has(buys) && _table.Has(sells))
            {
                _notes.Add("volume is what takers bought and sold");
                return ([.. _table[buys].Zip(_table[sells], static (b, s) => b + s)], _table[buys], unit);
            }
        }

        _notes.Add("no file has volume: nothing checks changes of open interest by it; what a bar trades is the calibration's turnover, more in bars that moved more");
        return (_table.Volume, _table.TakerBuyVolume, BarUnit.Base);
    }

    /// <summary>Where no file tells, a bar opens at the last close, as far as its own prices allow.</summary>
    private double[] Opens()
    {
        if (_table.Has(BarColumn.Open))
        {
            return _table.Open;
        }

        _notes.Add("no file has open: a bar opens at the close before it");
        var opens = new double[_table.Count];
        for (int i = 0; i < opens.Length; i++)
        {
            double last = i > 0 && _table.TimeUnixMs[i] == _table.TimeUnixMs[i - 1] + _table.IntervalMs ? _table.Close[i - 1] : _table.Close[i];
            opens[i] = _table.Low[i] <= _table.High[i] ? Math.Clamp(last, _table.Low[i], _table.High[i]) : double.NaN;
        }

        return opens;
    }

    private bool HasPrice(int row) => _opens[row] > 0 && _table.High[row] > 0 && _table.Low[row] > 0 && _table.Close[row] > 0;

    private double[] Of(double[] column) => Array.ConvertAll(_rows, r => column[r]);
}
