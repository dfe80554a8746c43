namespace HeatMap.Cli.Input;

/// <summary>Makes one table of several files of bars: the first decides which bars there are, others add the columns that are missing.</summary>
internal sealed class BarTableReader
{
    private readonly long[] _times;
    private readonly long _interval;
    private readonly string _file;
    private readonly double[]?[] _columns = new double[]?[BarNames.Columns.Count];
    private readonly string?[] _origins = new string?[BarNames.Columns.Count];
    private readonly List<string> _notes = [];

    private BarTableReader(BarRows first)
    {
        _file = first.File;
        _interval = first.Align();
        if (_interval == 0)
        {
            throw ToolException.BadInput(first.File, "expected at least two bars, whose times tell how long a bar lasts, had one");
        }

        // A snapshot is what a bar ends with.
        _times = [.. first.AreSnapshots ? first.Times.Select(t => t - _interval) : first.Times];
        foreach ((BarColumn column, _) in BarNames.Columns)
        {
            if (first.Has(column))
            {
                Put(column, [.. first.Values(column)!], first);
            }
        }
    }

    /// <summary>Reads files.</summary>
    /// <param name="settings">Which files, rows and columns.</param>
    /// <param name="console">For standard input and messages.</param>
    /// <exception cref="ToolException">A file cannot be read, or does not go with the others.</exception>
    public static BarTable Read(BarSettings settings, ToolConsole console)
    {
        var usedRenames = new HashSet<string>(StringComparer.Ordinal);
        BarRows[] read =
        [
            .. settings.Files.Select(f => BarFileReader.Read(settings, f, isMark: false, usedRenames, console)),
            .. settings.MarkFiles.Select(f => BarFileReader.Read(settings, f, isMark: true, usedRenames, console)),
        ];
        if (settings.Renames.Keys.FirstOrDefault(r => !usedRenames.Contains(r)) is { } unused)
        {
            throw ToolException.Usage($"--column {unused}={settings.Renames[unused]}: no file has a column '{settings.Renames[unused]}'");
        }

        BarRows[] series = [.. read.GroupBy(static r => r.Header).Select(static g => Together([.. g]))];
        var reader = new BarTableReader(series[0]);
        foreach (BarRows other in series.Skip(1))
        {
            reader.Join(other);
        }

        reader._notes.AddRange(read.Select(static r => r.Note).OfType<string>());
        reader.Derive();
        reader.RequireCoins();
        return new(reader._times, reader._interval, reader._columns, reader._origins, reader._notes);
    }

    /// <summary>Files of one header, by time whatever the order in which they are named: 2024-9 comes after 2024-10 in a folder.</summary>
    private static BarRows Together(BarRows[] parts)
    {
        Array.Sort(parts, static (a, b) => a.Times[0].CompareTo(b.Times[0]));
        foreach (BarRows later in parts.Skip(1))
        {
            parts[0].Append(later);
        }

        return parts[0];
    }

    private void Put(BarColumn column, double[] values, BarRows from)
    {
        if (Array.Exists(values, static v => !double.IsNaN(v)))
        {
            _columns[(int)column] = values;
            _origins[(int)column] = $"{from.File}: {from.Origins[(int)column]}";
        }
    }

    private void Join(BarRows other)
    {
        BarColumn[] all = Enum.GetValues<BarColumn>(), taken = Array.FindAll(all, c => _columns[(int)c] is not null);
        BarColumn[] wanted = Array.FindAll(all, c => other.Has(c) && !Array.Exists(taken, t => BarNames.FamilyOf(t) == BarNames.FamilyOf(c)));
        long step = other.Align() is > 0 and var found ? found : _interval;
        if (step < _interval && _interval % step != 0)
        {
            throw ToolException.BadInput(other.File, string.Create(
                CultureInfo.InvariantCulture, $"expected bars of which whole ones make the {_interval} ms of {_file}, were of {step} ms"));
        }

        BarColumn[] flows = Array.FindAll(wanted, static c => c != BarColumn.FundingRate && !IsOpenInterest(c));
        if (step > _interval && flows.Length > 0)
        {
            throw ToolException.BadInput(other.File, string.Create(
                CultureInfo.InvariantCulture, $"{other.Origins[(int)flows[0]]}: expected bars of at most the {_interval} ms of {_file}, were of {step} ms: what happened in a longer bar cannot be told apart. Name the file of the longest bars first"));
        }

        long[] times = [.. other.AreSnapshots ? other.Times.Select(t => t - step) : other.Times];
        bool meets = false;
        foreach (BarColumn column in wanted)
        {
            (double[] values, bool any) = Folded(column, times, other.Values(column)!, step);
            meets |= any;
            Put(column, values, other);
        }

        if (wanted.Length > 0 && !meets)
        {
            throw ToolException.BadInput(other.File, string.Create(
                CultureInfo.InvariantCulture, $"expected times among those of {_file}, {_times[0]} to {_times[^1]}, had none: {times[0]} to {times[^1]}"));
        }
    }

    private static bool IsOpenInterest(BarColumn column) => column is BarColumn.OpenInterest or BarColumn.OpenInterestUsd or BarColumn.OpenInterestOpenUsd;

    /// <summary>A column on our bars. Rows of finer times make one value; of a bar that lacks some of them there is no sum and no extreme.</summary>
    private (double[] Values, bool Any) Folded(BarColumn column, long[] times, List<double> source, long step)
    {
        var values = new double[_times.Length];
        Array.Fill(values, double.NaN);
        var rows = new int[_times.Length];
        BarFold fold = BarNames.FoldOf(column);
        // Of longer bars, what stands at their end stands at the end of our last bar in them.
        long shift = step > _interval && fold == BarFold.Last && IsOpenInterest(column) ? step - _interval : 0;
        bool any = false;
        for (int i = 0; i < times.Length; i++)
        {
            int bar = BarAt(times[i] + shift, step);
            any |= bar >= 0;
            if (bar < 0 || double.IsNaN(source[i]))
            {
                continue;
            }

            bool begins = double.IsNaN(values[bar]);
            values[bar] = fold switch
            {
                BarFold.First => times[i] == _times[bar] ? source[i] : values[bar],
                BarFold.Highest => begins ? source[i] : Math.Max(values[bar], source[i]),
                BarFold.Lowest => begins ? source[i] : Math.Min(values[bar], source[i]),
                BarFold.Last => source[i],
                _ => begins ? source[i] : values[bar] + source[i],
            };
            rows[bar]++;
        }

        if (step < _interval && fold is BarFold.Sum or BarFold.Highest or BarFold.Lowest)
        {
            DropPartial(column, values, rows, (int)(_interval / step));
        }

        return (values, any);
    }

    private void DropPartial(BarColumn column, double[] values, int[] rows, int whole)
    {
        int partial = 0;
        for (int bar = 0; bar < values.Length; bar++)
        {
            if (rows[bar] > 0 && rows[bar] < whole)
            {
                values[bar] = double.NaN;
                partial++;
            }
        }

        if (partial > 0)
        {
            _notes.Add(string.Create(
                CultureInfo.InvariantCulture, $"{BarNames.Of(column)}: {partial} {(partial == 1 ? "bar has" : "bars have")} fewer than {whole} rows and {(partial == 1 ? "is" : "are")} left empty"));
        }
    }

    /// <summary>The bar that a time falls into, or begins where its row is as long; -1 where there is none.</summary>
    private int BarAt(long time, long step)
    {
        int found = Array.BinarySearch(_times, time);
        if (found >= 0 || step >= _interval)
        {
            return found >= 0 ? found : -1;
        }

        int before = ~found - 1;
        return before >= 0 && time < _times[before] + _interval ? before : -1;
    }

    /// <summary>What follows from other columns.</summary>
    private void Derive()
    {
        if (_columns[(int)BarColumn.TakerBuyVolume] is null && _columns[(int)BarColumn.Volume] is { } volume && _columns[(int)BarColumn.TakerBuyMinusSell] is { } net)
        {
            // Buys and sells of takers are the whole volume.
            SetDerived(BarColumn.TakerBuyVolume, BarColumn.TakerBuyMinusSell, [.. volume.Zip(net, static (v, n) => Math.Abs(n) <= v ? (v + n) / 2 : double.NaN)]);
        }

        if (_columns[(int)BarColumn.OpenInterestUsd] is null && _columns[(int)BarColumn.OpenInterestOpenUsd] is { } open)
        {
            // A bar ends with what the next one begins with.
            SetDerived(BarColumn.OpenInterestUsd, BarColumn.OpenInterestOpenUsd,
                [.. Enumerable.Range(0, _times.Length).Select(i => i + 1 < _times.Length && _times[i + 1] == _times[i] + _interval ? open[i + 1] : double.NaN)]);
        }
    }

    private void SetDerived(BarColumn column, BarColumn from, double[] values) =>
        (_columns[(int)column], _origins[(int)column]) = (values, $"{_origins[(int)from]}, derived");

    /// <summary>Snapshots of coin-margined contracts look the same, but count contracts and coins.</summary>
    private void RequireCoins()
    {
        if (_columns[(int)BarColumn.OpenInterest] is not { } coins || _columns[(int)BarColumn.OpenInterestUsd] is not { } dollars || _columns[(int)BarColumn.Close] is not { } close
            || FileOf(BarColumn.OpenInterest) != FileOf(BarColumn.OpenInterestUsd))
        {
            return;
        }

        for (int i = 0; i < close.Length; i++)
        {
            double price = dollars[i] / coins[i];
            if (coins[i] > 0 && (price < close[i] / 2 || price > close[i] * 2))
            {
                throw ToolException.BadInput(FileOf(BarColumn.OpenInterest), string.Create(
                    CultureInfo.InvariantCulture, $"open interest at {_times[i]}: expected coins and dollars, whose ratio is near the price {close[i]}, was {price}: it may count contracts"));
            }
        }
    }

    private string FileOf(BarColumn column) => _origins[(int)column]![.._origins[(int)column]!.LastIndexOf(": ", StringComparison.Ordinal)];
}
