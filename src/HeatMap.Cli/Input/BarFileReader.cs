namespace HeatMap.Cli.Input;

/// <summary>Reads one file of bars: finds its columns by the names that are common, checks each cell, keeps the rows of one contract.</summary>
internal sealed class BarFileReader
{
    private readonly BarSettings _settings;
    private readonly string _file;
    private readonly bool _isMark;
    private readonly CsvRows _rows;
    private readonly string _time;
    private readonly string? _symbol, _venue;
    private readonly string?[] _names = new string?[BarNames.Columns.Count];
    private readonly HashSet<string> _usedRenames;
    private bool _fundingIsPercent;
    private readonly SortedDictionary<(string Symbol, string Venue), BarRows> _found = [];

    private BarFileReader(BarSettings settings, string file, bool isMark, CsvRows rows, HashSet<string> usedRenames)
    {
        (_settings, _file, _isMark, _rows, _usedRenames) = (settings, file, isMark, rows, usedRenames);
        _time = Find(BarNames.Time, BarNames.Times)
            ?? throw ToolException.BadInput($"line 1: there is no time ({string.Join(", ", BarNames.Times)}); the file has {rows.Headers}. Name it with --column {BarNames.Time}=theirs");
        _symbol = Find(BarNames.Symbols[0], BarNames.Symbols);
        _venue = Find(BarNames.VenueNames[0], BarNames.VenueNames);
        FindColumns();
    }

    /// <summary>Reads a file to its end.</summary>
    /// <param name="settings">Which rows and columns are meant.</param>
    /// <param name="file">Its name.</param>
    /// <param name="isMark">Whether its candles are of the mark price.</param>
    /// <param name="usedRenames">Takes the names of the user that the file has.</param>
    /// <param name="console">For standard input and messages.</param>
    /// <exception cref="ToolException">It cannot be read, or holds no bars.</exception>
    public static BarRows Read(BarSettings settings, string file, bool isMark, HashSet<string> usedRenames, ToolConsole console)
    {
        string[] names = [.. BarNames.All.Concat(settings.Renames.Values).Distinct(StringComparer.OrdinalIgnoreCase)];
        var csv = new CsvSettings(file, names, new Dictionary<string, string>(StringComparer.Ordinal), settings.SkipBad) { HeaderWhereNone = BarNames.Klines };
        return CsvFile.Load(csv, console, lines =>
        {
            var reader = new BarFileReader(settings, file, isMark, lines.Rows, usedRenames);
            lines.ReadAll(reader.Take);
            lines.TellSkipped();
            return reader.Chosen();
        });
    }

    private void FindColumns()
    {
        foreach ((BarColumn column, string[] names) in BarNames.Columns)
        {
            BarColumn? meant = !_isMark ? column : column switch
            {
                BarColumn.High or BarColumn.MarkHigh => BarColumn.MarkHigh,
                BarColumn.Low or BarColumn.MarkLow => BarColumn.MarkLow,
                _ => null,
            };
            if (meant is { } target)
            {
                _names[(int)target] ??= Find(names[0], names) ?? (target == BarColumn.FundingRate ? Renamed(BarNames.FundingRatePercent) : null);
            }
        }

        if (!_isMark && _names[(int)BarColumn.FundingRate] is { } funding)
        {
            // What the user says of the unit goes before what the name says.
            bool isFraction = Renamed(BarNames.Of(BarColumn.FundingRate)) is not null;
            string? percent = isFraction ? null : Renamed(BarNames.FundingRatePercent);
            _names[(int)BarColumn.FundingRate] = percent ?? funding;
            _fundingIsPercent = percent is not null || (!isFraction && funding.EndsWith("_pct", StringComparison.OrdinalIgnoreCase));
        }

        if (Array.TrueForAll(_names, static n => n is null))
        {
            throw ToolException.BadInput($"line 1: there is no column of bars ({string.Join(", ", BarNames.Columns.Select(static c => c.Names[0]))}); the file has {_rows.Headers}. Name one with --column NAME=theirs");
        }
    }

    /// <summary>The file's own name of a column; null where it has none. Two columns that could be meant are an error: one would be taken by chance.</summary>
    private string? Find(string ours, IReadOnlyList<string> names)
    {
        if (Renamed(ours) is { } renamed)
        {
            return renamed;
        }

        string[] present = [.. names.Where(n => _rows.Has(n) && !_settings.Renames.Values.Contains(n, StringComparer.OrdinalIgnoreCase))];
        return present.Length < 2 || ReferenceEquals(names, BarNames.Times) ? present.FirstOrDefault()
            : throw ToolException.BadInput($"line 1: {string.Join(" and ", present)} mean the same: choose one with --column {ours}=theirs");
    }

    private string? Renamed(string ours)
    {
        if (_settings.Renames.GetValueOrDefault(ours) is not { } theirs || !_rows.Has(theirs))
        {
            return null;
        }

        _usedRenames.Add(ours);
        return theirs;
    }

    private void Take()
    {
        string symbol = _symbol is null ? "" : _rows.Text(_symbol), venue = _venue is null ? "" : _rows.Text(_venue);
        if (!_found.TryGetValue((symbol, venue), out BarRows? rows))
        {
            rows = new(_file, $"{_isMark} {_rows.Headers.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal)}", _time, [.. _names])
            {
                AreSnapshots = string.Equals(_time, BarNames.Snapshot, StringComparison.OrdinalIgnoreCase),
                Note = Note(),
            };
            _found.Add((symbol, venue), rows);
        }

        long time = Time();
        if (rows.Times.Count > 0 && time <= rows.Times[^1])
        {
            throw _rows.Bad(_time, string.Create(CultureInfo.InvariantCulture, $"a time after the {rows.Times[^1]} ms of line {rows.Lines[^1]}"));
        }

        Span<double> cells = stackalloc double[_names.Length];
        for (int c = 0; c < cells.Length; c++)
        {
            cells[c] = _names[c] is { } name ? Cell((BarColumn)c, name) : double.NaN;
        }

        Check(cells);
        rows.Times.Add(time);
        rows.Lines.Add(_rows.Line);
        for (int c = 0; c < cells.Length; c++)
        {
            rows.Values((BarColumn)c)?.Add(cells[c]);
        }
    }

    private long Time()
    {
        if (_time == BarNames.Time)
        {
            return _rows.Milliseconds(_time) is >= 0 and <= 253_402_300_799_999 and var time ? time : throw _rows.Bad(_time, "milliseconds from 1970 to the end of the year 9999");
        }

        return BarTime.TryRead(_rows.Span(_time), out long read) ? read : throw _rows.Bad(_time, BarTime.Expected);
    }

    private double Cell(BarColumn column, string name)
    {
        double value = _rows.Number(name);
        if (double.IsNaN(value))
        {
            return value;
        }

        switch (column)
        {
            case BarColumn.Open or BarColumn.High or BarColumn.Low or BarColumn.Close or BarColumn.MarkHigh or BarColumn.MarkLow:
                return value > 0 ? value : throw _rows.Bad(name, "a number > 0, or empty");
            case BarColumn.FundingRate:
                double rate = _fundingIsPercent ? value / 100 : value;
                return Math.Abs(rate) < 1 ? rate : throw _rows.Bad(name, _fundingIsPercent ? "percent > -100 and < 100, or empty" : "a fraction > -1 and < 1, or empty");
            case BarColumn.TakerBuyMinusSell:
                return value;
            default:
                return value >= 0 ? value : throw _rows.Bad(name, "a number >= 0, or empty");
        }
    }

    /// <summary>What one row says must go together.</summary>
    private void Check(ReadOnlySpan<double> cells)
    {
        foreach ((BarColumn low, BarColumn high) in ((BarColumn, BarColumn)[])[(BarColumn.Low, BarColumn.High), (BarColumn.MarkLow, BarColumn.MarkHigh)])
        {
            if (cells[(int)high] < cells[(int)low])
            {
                throw _rows.Bad(_names[(int)high]!, string.Create(CultureInfo.InvariantCulture, $"at least the low, {cells[(int)low]}"));
            }
        }

        foreach (BarColumn column in (BarColumn[])[BarColumn.Open, BarColumn.Close])
        {
            if (cells[(int)column] < cells[(int)BarColumn.Low] || cells[(int)column] > cells[(int)BarColumn.High])
            {
                throw _rows.Bad(_names[(int)column]!, string.Create(
                    CultureInfo.InvariantCulture, $"between the low and the high, {cells[(int)BarColumn.Low]} and {cells[(int)BarColumn.High]}, or empty"));
            }
        }

        foreach (BarColumn part in (BarColumn[])[BarColumn.TakerBuyVolume, BarColumn.TakerSellVolume])
        {
            if (cells[(int)part] > cells[(int)BarColumn.Volume] * (1 + 1e-6))
            {
                throw _rows.Bad(_names[(int)part]!, string.Create(CultureInfo.InvariantCulture, $"at most the volume, {cells[(int)BarColumn.Volume]}"));
            }
        }
    }

    /// <summary>A funding rate of which nobody knows whether it is percent is not taken by chance.</summary>
    private string? Note() => _names[(int)BarColumn.FundingRate] is null && !_isMark && BarNames.UnclearFunding.FirstOrDefault(_rows.Has) is { } unclear
        ? $"{_file}: {unclear} is not taken, because it does not tell its unit; say --column {BarNames.Of(BarColumn.FundingRate)}={unclear} for fractions or --column {BarNames.FundingRatePercent}={unclear} for percent"
        : null;

    /// <summary>The rows of the contract that is asked for.</summary>
    private BarRows Chosen()
    {
        List<(string Symbol, string Venue)> left = [.. _found.Keys];
        if (left.Count == 0)
        {
            throw ToolException.BadInput("expected bars, had none");
        }

        if (_settings.Symbol is { } wanted && _symbol is not null)
        {
            List<(string Symbol, string Venue)> equal = left.FindAll(k => string.Equals(k.Symbol, wanted, StringComparison.OrdinalIgnoreCase));
            left = equal.Count > 0 ? equal : left.FindAll(k => IsPairOf(k.Symbol, wanted));
            if (left.Count == 0)
            {
                throw ToolException.Usage($"{_file} holds no symbol '{wanted}'; it has {List(_found.Keys.Select(static k => k.Symbol))}");
            }
        }

        if (left.DistinctBy(static k => k.Symbol).Skip(1).Any())
        {
            throw ToolException.Usage($"{_file} holds several symbols: choose one with --symbol: {List(left.Select(static k => k.Symbol))}");
        }

        if (left.Count > 1)
        {
            // A file of one venue is what the user named it for, whatever it is called there.
            string venues = List(left.Select(static k => k.Venue));
            left = _settings.Venue is { } venue ? left.FindAll(k => string.Equals(k.Venue, venue, StringComparison.OrdinalIgnoreCase))
                : throw ToolException.Usage($"{_file} holds several venues: choose one with --venue: {venues}");
            if (left.Count == 0)
            {
                throw ToolException.Usage($"{_file} holds no venue '{_settings.Venue}'; it has {venues}");
            }
        }

        BarRows rows = _found[left[0]];
        RequireCoins(rows);
        return rows;
    }

    /// <summary>BTC also finds BTCUSDT: one source names the coin, another the pair.</summary>
    private static bool IsPairOf(string symbol, string coin) => symbol.Length > coin.Length && symbol.StartsWith(coin, StringComparison.OrdinalIgnoreCase)
        && symbol[coin.Length..].TrimStart('-', '_', '/').ToUpperInvariant() is "USD" or "USDT" or "USDC" or "BUSD" or "FDUSD" or "USDTPERP" or "USDPERP" or "USD_PERP" or "PERP";

    /// <summary>Dumps of coin-margined contracts look the same, but count contracts: what was paid for a unit must be a price.</summary>
    private static void RequireCoins(BarRows rows)
    {
        if (rows.Values(BarColumn.Volume) is not { } volume || rows.Values(BarColumn.VolumeUsd) is not { } value
            || rows.Values(BarColumn.Low) is not { } low || rows.Values(BarColumn.High) is not { } high)
        {
            return;
        }

        double coins = 0, dollars = 0, lowest = double.PositiveInfinity, highest = 0;
        for (int i = 0; i < volume.Count; i++)
        {
            if (volume[i] > 0 && value[i] > 0 && low[i] > 0 && high[i] > 0)
            {
                (coins, dollars, lowest, highest) = (coins + volume[i], dollars + value[i], Math.Min(lowest, low[i]), Math.Max(highest, high[i]));
            }
        }

        if (coins > 0 && !(dollars / coins >= 0.9 * lowest && dollars / coins <= 1.1 * highest))
        {
            throw ToolException.BadInput(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Origins[(int)BarColumn.Volume]}: expected coins, so that {rows.Origins[(int)BarColumn.VolumeUsd]} over it is a price from {lowest} to {highest}, was {dollars / coins}: it may count contracts"));
        }
    }

    private static string List(IEnumerable<string> names) => Message.Printable(string.Join(", ", names.Distinct().Select(static n => n.Length == 0 ? "(empty)" : n)));
}
