using HeatMap.Cli.Input;

namespace HeatMap.Cli.Replaying;

/// <summary>Plays a file of events on a living map.</summary>
internal sealed class EventPlayer
{
    /// <summary>Between two looks at the clock of a screen.</summary>
    private const int Stride = 64;

    /// <summary>The longest name that a map takes.</summary>
    private const int MaxName = 200;

    private readonly ReplaySettings _settings;
    private readonly EventFile _file;
    private readonly Action<BadRow> _skip;
    private readonly LivingSession _session;
    private readonly BandGrid _grid;
    private readonly HeatColumns? _columns;
    private readonly List<ReplayedOrder> _orders = [];
    private readonly SortedDictionary<PositionEventKind, long> _counts = [];

    private EventPlayer(ReplaySettings settings, EventFile file, Action<BadRow> skip)
    {
        (_settings, _file, _skip) = (settings, file, skip);
        ReadOnlySpan<PositionEvent> events = file.Log.Events;
        (double low, double high, int most, int unpriced) = Survey(events);
        MarginRules? rules = SessionRules.Of(settings);
        if (unpriced >= 0 && rules is null)
        {
            throw new BadRow(file.Lines[unpriced], EventColumns.Price, "", "a reported liquidation price, or --venue NAME or --tiers FILE with --symbol NAME, because the price must be computed");
        }

        double mark = settings.Mark ?? FirstMark(events);
        BandGrid grid = (settings.Bands with { Range = settings.Bands.Range ?? new(0.5 * Math.Min(low, mark), 1.5 * Math.Max(high, mark)) }).Grid(mark);

        _session = new(new(rules ?? SessionRules.ContractOnly(settings.Symbol), Covering(grid, Math.Min(low, mark), Math.Max(high, mark)), mark, most));
        _grid = grid;
        if (settings.MakesHeatMap && events.Length > 0)
        {
            _columns = new(_session.Map, grid, events[0].TimeUnixMs, events[^1].TimeUnixMs, settings.Every, Source);
        }
    }

    /// <summary>Where the events come from: the venue, or the file by its name.</summary>
    private MapSource Source => new(Shorten(_settings.Venue ?? (_settings.Input.File == "-" ? "standard input" : Path.GetFileName(_settings.Input.File))), isModelled: false);

    /// <summary>Reads the file and plays it to its end.</summary>
    /// <param name="settings">What to play.</param>
    /// <param name="console">Where progress and left out lines are told.</param>
    /// <param name="screen">Where it is shown; null for nowhere.</param>
    /// <param name="before">What the log held before what the file holds: played as well, from the beginning.</param>
    public static ReplayResult Play(ReplaySettings settings, ToolConsole console, IReplayScreen? screen, EventsSoFar? before = null) =>
        EventFile.Load(settings.Input, settings.Symbol, console, (file, skip) => new EventPlayer(settings, file, skip).Play(screen), before);

    /// <summary>
    /// The living map's window: it holds every mark, so that it never moves and nothing of the window that was asked for is ever known only as a sum. There is room around the marks where
    /// a grid can have so many bands.
    /// </summary>
    private static BandGrid Covering(BandGrid grid, double low, double high) =>
        Covering(grid, new PriceRange(0.5 * low, 1.5 * high)) ?? Covering(grid, new PriceRange(low, Math.BitIncrement(high))) ?? throw ToolException.Usage(string.Create(
            CultureInfo.InvariantCulture, $"the mark goes from {low} to {high}, too far for {grid}: choose wider bands with --band, --bands or --geometric"));

    /// <summary>The window and a range on the same lattice; null where it does not reach so far or a grid cannot have so many bands.</summary>
    private static BandGrid? Covering(BandGrid grid, PriceRange range)
    {
        try
        {
            return grid.Cover(grid.Spacing == BandSpacing.Uniform ? BandGrid.Uniform(grid.Step, range) : BandGrid.Geometric(grid.Step, range));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private ReplayResult Play(IReplayScreen? screen)
    {
        ReadOnlySpan<PositionEvent> events = _file.Log.Events;
        PlayPace? pace = _settings.Speed is { } speed && events.Length > 0 ? new(speed, events[0].TimeUnixMs) : null;
        for (int i = 0; i < events.Length; i++)
        {
            PositionEvent item = events[i];
            pace?.WaitFor(item.TimeUnixMs, () => screen?.Show(_session, _columns, item.TimeUnixMs));
            _columns?.Reach(item.TimeUnixMs);
            try
            {
                Apply(item, i, screen);
            }
            catch (BadRow error)
            {
                _skip(error);
            }

            if (i % Stride == 0)
            {
                screen?.Show(_session, _columns, item.TimeUnixMs);
            }
        }

        LivingMap map = _session.Map;
        return new(
            _settings.Symbol,
            events.Length == 0 ? null : events[0].TimeUnixMs,
            events.Length == 0 ? null : events[^1].TimeUnixMs,
            _counts,
            _session.LateEvents,
            _orders,
            map.Ledger,
            _session.UncoveredFunding,
            map.ToMap().Reband(_grid).From(Source),
            _columns?.Finish(),
            _file.Skipped);
    }

    private void Apply(in PositionEvent item, int index, IReplayScreen? screen)
    {
        ForcedOrders forced;
        try
        {
            Require(item, index);
            forced = _session.Apply(item);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw Refused(item, index, error);
        }

        _counts[item.Kind] = _counts.GetValueOrDefault(item.Kind) + 1;
        if (item.Kind == PositionEventKind.Mark)
        {
            _columns?.Marked(double.IsNaN(item.Low) ? item.Price : item.Low, double.IsNaN(item.High) ? item.Price : item.High);
        }

        foreach (ForcedOrder order in forced)
        {
            var replayed = new ReplayedOrder(item.TimeUnixMs, _file.Names[_session.IdOf(order.Handle)], order);
            _orders.Add(replayed);
            screen?.Tell(replayed);
        }

        screen?.Happened(item, _session);
    }

    /// <summary>Says in the words of the file what the session would say by numbers.</summary>
    private void Require(in PositionEvent item, int index)
    {
        bool isOfAll = item.Kind == PositionEventKind.Mark || (item.Kind == PositionEventKind.Funding && double.IsNaN(item.Margin));
        if (isOfAll)
        {
            return;
        }

        string? expected = item.Kind == PositionEventKind.Open ? (_session.TryGetHandle(item.Id, out _) ? "a position that is not open already" : null)
            : _session.IsKnown(item.Id) ? null
            : "a position that a line before opened and none closed";
        if (expected is not null)
        {
            throw new BadRow(_file.Lines[index], EventColumns.Id, _file.Names[item.Id], expected);
        }
    }

    private BadRow Refused(in PositionEvent item, int index, Exception error)
    {
        string text = error is ArgumentException argument ? Message.Of(argument) : error.Message;
        string number = string.Create(CultureInfo.InvariantCulture, $"position {item.Id}"), name = _file.Names[item.Id];
        return new(_file.Lines[index], EventColumns.Event, item.Kind.ToString().ToLowerInvariant(), $"an event that the map can take ({text.Replace(number, $"position {name}", StringComparison.Ordinal)})");
    }

    /// <summary>What must be known before anything is played: the reach of the marks, the most positions at a time, and the first event that rules must price.</summary>
    private static (double Low, double High, int Most, int Unpriced) Survey(ReadOnlySpan<PositionEvent> events)
    {
        (double low, double high, int most, int unpriced) = (double.PositiveInfinity, 0, 1, -1);
        var open = new HashSet<long>();
        for (int i = 0; i < events.Length; i++)
        {
            PositionEvent item = events[i];
            switch (item.Kind)
            {
                case PositionEventKind.Mark:
                    (low, high) = (Math.Min(low, double.IsNaN(item.Low) ? item.Price : item.Low), Math.Max(high, double.IsNaN(item.High) ? item.Price : item.High));
                    break;
                case PositionEventKind.Open:
                    open.Add(item.Id);
                    most = Math.Max(most, open.Count);
                    unpriced = unpriced < 0 && SessionRules.AreNeededBy(item) ? i : unpriced;
                    break;
                case PositionEventKind.Close:
                    open.Remove(item.Id);
                    break;
            }
        }

        return (low, high, most, unpriced);
    }

    /// <summary>As much as a map takes of a name.</summary>
    private static string Shorten(string name) => name.Length <= MaxName ? name : name[..MaxName];

    private double FirstMark(ReadOnlySpan<PositionEvent> events)
    {
        foreach (PositionEvent item in events)
        {
            if (item.Kind == PositionEventKind.Mark)
            {
                return item.Price;
            }
        }

        throw ToolException.Usage($"{_settings.Input.File} has no mark: give the price with --mark PRICE");
    }
}
