using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A heat map under construction: one column after the other, of which the oldest go when there are too many.</summary>
/// <remarks>
/// <para>It takes one of three forms, which its first call decides: snapshots (<see cref="Append(long, MapView)"/>), cohorts (<see cref="Advance(long, MarkPath, CohortColumns)"/>) or executed liquidations (<see cref="Add"/>, of kind
/// <see cref="HeatMapKind.Executed"/>). A column that another followed never changes.</para>
/// <para>For one writer. A refused call leaves it as it was. Calls allocate nothing after construction.</para>
/// <para>Intervals that were skipped are filled as <see cref="HeatMapOptions.Gaps"/> says; more than <see cref="HeatMapOptions.MaxColumns"/> of them at once are refused as a slip in the unit of time.</para>
/// </remarks>
public sealed partial class LiquidationHeatMapBuilder
{
    /// <summary>The columns but the pending one; see <see cref="Columns"/>.</summary>
    private readonly HeatMapColumns _kept;
    private readonly HeatMapShape _shape;
    private readonly HeatMapGaps _gaps;

    /// <summary>The newest column: what a heat map of cohorts carries to the next, and what one of executed liquidations still adds to.</summary>
    private readonly StandingCohorts _standing;
    private readonly CellSpan[] _nothing;
    private readonly MapSources _sources;
    private string? _unit;
    private Form _form;
    private bool _isOpen;
    private MarkPath _openPath;

    /// <summary>The newest column where it is still only what stands: its number, or none.</summary>
    private long _pending = NonePending;
    private MarkPath _pendingPath;

    /// <summary>Prepares a heat map without columns.</summary>
    /// <param name="grid">The price axis of all columns.</param>
    /// <param name="interval">The time a column covers: whole milliseconds, at least one.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, choices contradict each other, or the columns would need more than one array can hold.</exception>
    /// <remarks>Allocates all that is ever needed: <see cref="MemoryBytes"/>.</remarks>
    public LiquidationHeatMapBuilder(BandGrid grid, TimeSpan interval, HeatMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        options ??= HeatMapOptions.Default;
        _gaps = options.GapsOrDefault;
        if ((_gaps == HeatMapGaps.Empty && options.Kind == HeatMapKind.Standing) || (_gaps == HeatMapGaps.Carry && options.Kind == HeatMapKind.Executed))
        {
            Throw.Argument(nameof(options), $"Gaps of {options.Kind} columns cannot be {_gaps}");
        }

        _shape = new(grid, interval, options.Kind, options.Layers, options.Quantum);
        _kept = new(options.Storage == HeatMapStorage.Dense ? new DenseColumns(_shape, options.Columns) : new SparseColumns(_shape, options.Columns, options.SparseBytes));
        _standing = new(_shape);
        _nothing = new CellSpan[_shape.Parts];
        _unit = options.Unit;
        _sources = MapSources.Of(options.Sources.AsSpan(), hasUnstated: options.Sources.IsEmpty);
    }

    private const long NonePending = -1;

    private enum Form
    {
        Any,
        Snapshots,
        Cohorts,
        Executed,
    }

    /// <summary>The price axis.</summary>
    public BandGrid Grid => _shape.Grid;

    /// <summary>The time that a column covers.</summary>
    public TimeSpan Interval => _shape.Interval;

    /// <summary>Whether columns count what waits or what was executed.</summary>
    public HeatMapKind Kind => _shape.Kind;

    /// <summary>The layers, with their factors of decay worked out.</summary>
    public ImmutableArray<HeatMapLayer> Layers => _shape.Layers;

    /// <summary>What notional is counted in; <see langword="null"/> until options or a map say it.</summary>
    public string? Unit => _unit;

    /// <summary>How many bytes columns and scratch take; it does not change.</summary>
    public long MemoryBytes => _kept.MemoryBytes + _standing.MemoryBytes + (8L * _shape.Parts);

    /// <summary>The number of columns so far, missing ones included; at most <see cref="HeatMapOptions.Columns"/>.</summary>
    public int ColumnCount => Columns.Count;

    /// <summary>The start of the oldest column, in milliseconds since 1970; 0 where there is none.</summary>
    public long StartUnixMs => Columns.StartUnixMs;

    /// <summary>The end of the newest column, in milliseconds since 1970; 0 where there is none.</summary>
    public long EndUnixMs => Columns.EndUnixMs;

    /// <inheritdoc cref="LiquidationHeatMap.CopyUnits"/>
    public void CopyUnits(int column, Side side, int layer, Span<long> destination) => Columns.CopyUnits(column, side, layer, destination);

    /// <inheritdoc cref="LiquidationHeatMap.Units"/>
    /// <remarks>Valid until the next call that changes the builder.</remarks>
    public ReadOnlySpan<long> Units(int column, Side side, int layer = 0) => Columns.Units(column, side, layer);

    /// <summary>Says that nothing is known of the intervals after the newest column, up to that of a moment: a feed was down.</summary>
    /// <param name="timeUnixMs">A moment in the last of them, in milliseconds since 1970.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before the end of the newest column, or too far after it.</exception>
    /// <remarks>What a cohort heat map carries decays meanwhile. O(skipped columns). Allocates nothing.</remarks>
    public void AppendMissing(long timeUnixMs)
    {
        long number = NextNumber(timeUnixMs, nameof(timeUnixMs));
        Fill(number, HeatMapGaps.Missing);
        PushGap(number, HeatMapGaps.Missing);
        _isOpen = false;
    }

    /// <summary>Forgets all columns, and what stands, for other data of the same shape and unit.</summary>
    /// <remarks>O(bands). Allocates nothing.</remarks>
    public void Reset()
    {
        _pending = NonePending;
        _kept.Store.Clear();
        _standing.Reset();
        (_form, _isOpen, _openPath) = (Form.Any, false, default);
    }

    /// <summary>Freezes the columns so far into a heat map. Allocates exactly the heat map; the builder goes on.</summary>
    public LiquidationHeatMap ToHeatMap() => new(Columns.Freeze(), _unit, Columns.Count == 0 ? _sources with { HasUnstated = false } : _sources);

    /// <summary>All columns.</summary>
    /// <remarks>
    /// A column of cohorts is kept when somebody looks or the next one is made, because it is stored past the caches: the processor does that beside the work on the next column, and would have to
    /// be waited for at the end of its own (HeatMapColumnBench).
    /// </remarks>
    private HeatMapColumns Columns
    {
        get
        {
            if (_pending != NonePending)
            {
                KeepPending();
                _kept.Store.Settle();
            }

            return _kept;
        }
    }

    private void KeepPending()
    {
        if (_pending != NonePending)
        {
            _kept.PushLate(_pending, _pendingPath, HeatMapColumnState.Given, _standing.Cells, _standing.Filled);
            _pending = NonePending;
        }
    }

    private void Take(Form form)
    {
        HeatMapKind kind = form == Form.Executed ? HeatMapKind.Executed : HeatMapKind.Standing;
        if (_shape.Kind != kind)
        {
            throw new InvalidOperationException($"this heat map is {_shape.Kind}; build with HeatMapOptions.Kind = {kind}");
        }

        if (_form != form && _form != Form.Any)
        {
            throw new InvalidOperationException($"this heat map is made from {_form.ToString().ToLowerInvariant()}; reset it or use another builder");
        }
    }

    /// <summary>The number of a column after the newest one.</summary>
    private long NextNumber(long timeUnixMs, string name)
    {
        long number = _shape.NumberOf(timeUnixMs, name);
        if (Columns.Count == 0)
        {
            return number;
        }

        long newest = Columns.Store.Newest;
        if (number <= newest)
        {
            throw new ArgumentOutOfRangeException(
                name, timeUnixMs, string.Create(CultureInfo.InvariantCulture, $"{name} must be at least {EndUnixMs}, the end of the newest column, which cannot change any more; was {timeUnixMs}"));
        }

        RequireNear(number, timeUnixMs, name);
        return number;
    }

    private void RequireNear(long number, long timeUnixMs, string name)
    {
        if (number - Columns.Store.Newest > HeatMapOptions.MaxColumns)
        {
            throw new ArgumentOutOfRangeException(
                name,
                timeUnixMs,
                string.Create(CultureInfo.InvariantCulture, $"{name} skips {number - Columns.Store.Newest - 1:N0} intervals of {Interval}; at most {HeatMapOptions.MaxColumns:N0} are filled, so reset the builder to start anew; was {timeUnixMs}"));
        }
    }

    /// <summary>Puts columns into the intervals before a number.</summary>
    private void Fill(long number, HeatMapGaps gaps)
    {
        if (Columns.Count == 0)
        {
            return;
        }

        for (long skipped = Columns.Store.Newest + 1; skipped < number; skipped++)
        {
            PushGap(skipped, gaps);
        }
    }

    private void PushGap(long number, HeatMapGaps gaps)
    {
        if (_form == Form.Cohorts)
        {
            _standing.Decay();
        }

        PutGap(number, gaps);
    }

    /// <summary>Pushes a column that nobody gave. What stands has decayed already.</summary>
    private void PutGap(long number, HeatMapGaps gaps)
    {
        if (gaps == HeatMapGaps.Carry && Columns.Count > 0)
        {
            Columns.Push(number, default, HeatMapColumnState.Carried, _standing.Cells, _standing.Filled);
        }
        else
        {
            Columns.Push(number, default, gaps == HeatMapGaps.Empty ? HeatMapColumnState.Given : HeatMapColumnState.Missing, _standing.Cells, _nothing);
        }
    }
}
