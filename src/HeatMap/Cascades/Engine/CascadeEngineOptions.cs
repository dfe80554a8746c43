using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>The layers of a <see cref="CascadeEngine"/>, all off by default. Null means the defaults; change with <c>with</c>.</summary>
public sealed record CascadeEngineOptions
{
    internal static CascadeEngineOptions Default { get; } = new();

    /// <summary>How impact fades, which is also how the book fills up again; not at all by default.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public ImpactDecay Decay
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = ImpactDecay.None;

    /// <summary>The part of each step's impact that never fades, theta: from 0, the default, to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double PermanentShare
    {
        get;
        init => field = Share(value, nameof(PermanentShare));
    }

    /// <summary>
    /// What triggers: <c>mark = weight × price of the book + (1 − weight) × price from outside</c>. 1, the default, is the last price; 0 an index that forced orders do not move; most venues lie between.
    /// The gain of a cascade is multiplied by it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double MarkWeight
    {
        get;
        init => field = Share(value, nameof(MarkWeight));
    } = 1;

    /// <summary>How much is closed of positions without a rule of their own; all by default. Not tiered, which is for one position.</summary>
    /// <exception cref="ArgumentException">Null, or tiered.</exception>
    public SupplyRule Supply
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Kind == SupplyKind.Tiered)
            {
                Throw.Argument(nameof(Supply), "a tiered rule holds the steps of one position: give it to that position");
            }

            field = value;
        }
    } = SupplyRule.Full;

    /// <summary>The most base that forced orders trade in one direction in a step; the rest is queued. &gt; 0; infinite by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double MaxVolumePerStep
    {
        get;
        init
        {
            if (!(value > 0))
            {
                Throw.OutOfRange(nameof(MaxVolumePerStep), value, "> 0");
            }

            field = value;
        }
    } = double.PositiveInfinity;

    /// <summary>Who takes positions over before they reach the market; nobody by default.</summary>
    public BackstopBuyer? Backstop { get; init; }

    /// <summary>Who pays for executions beyond bankruptcy; null, the default, does not ask. Needs bankruptcy prices.</summary>
    public WaterfallOptions? Waterfall { get; init; }

    /// <summary>How what the fund does not cover is taken from winners after the event, at the final price; null, the default: from nobody. Needs <see cref="Waterfall"/>, entry prices and margins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a rule.</exception>
    public DeleveragingRule? Deleveraging
    {
        get;
        init => field = value is { } rule ? Guard.Defined(rule, nameof(Deleveraging)) : null;
    }

    /// <summary>
    /// Whether a position whose loss at the mark that triggers it is more than the fund held before the step is matched with ranked winners at its bankruptcy price instead of being sold. Needs bankruptcy prices, entry prices and
    /// margins, and no continuous supply. Such a cascade is not monotone.
    /// </summary>
    public bool MatchesOffBook { get; init; }

    /// <summary>
    /// How many steps may follow the path, price from outside and step length staying those of its last step, until nothing is queued and impact has faded. 0, the default: the path is the horizon.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int SettlingSteps
    {
        get;
        init => field = Guard.Count(value, nameof(SettlingSteps));
    }

    /// <summary>How near to its anchor, as a fraction of it, price counts as settled; finite and &gt;= 0. A billionth by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double SettlingTolerance
    {
        get;
        init => field = Guard.NonNegative(value, nameof(SettlingTolerance));
    } = 1e-9;

    private static double Share(double value, string name)
    {
        if (!(value is >= 0 and <= 1))
        {
            Throw.OutOfRange(name, value, "from 0 to 1");
        }

        return value;
    }
}
