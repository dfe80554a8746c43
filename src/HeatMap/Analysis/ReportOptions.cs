using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What a <see cref="MapReport"/> says.</summary>
public sealed record ReportOptions
{
    /// <summary>How price may move; <see langword="null"/>, the default, leaves out all that needs it: a volatility is never assumed.</summary>
    public PriceModel? Model { get; init; }

    /// <summary>The horizons to read for when there is a <see cref="Model"/>, each &gt;= 0; four hours, a day and a week by default.</summary>
    /// <exception cref="ArgumentException">A horizon is negative, or the array is <c>default</c>.</exception>
    public ImmutableArray<TimeSpan> Horizons
    {
        get;
        init
        {
            RequireArray(value, nameof(Horizons));
            foreach (TimeSpan horizon in value)
            {
                if (horizon < TimeSpan.Zero)
                {
                    Throw.Argument(nameof(Horizons), $"Horizons must be >= 0, had {horizon}");
                }
            }

            field = value;
        }
    } = [TimeSpan.FromHours(4), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>Distances from the mark as fractions of it, each finite and &gt; 0; 1, 2, 5 and 10 % by default.</summary>
    /// <exception cref="ArgumentException">A distance is outside its domain, or the array is <c>default</c>.</exception>
    public ImmutableArray<double> Distances
    {
        get;
        init
        {
            RequireArray(value, nameof(Distances));
            for (int i = 0; i < value.Length; i++)
            {
                if (!Guard.IsPositive(value[i]))
                {
                    Throw.Row(nameof(Distances), i, value[i], "finite and > 0");
                }
            }

            field = value;
        }
    } = [0.01, 0.02, 0.05, 0.1];

    /// <summary>How many zones of each side, the most prominent; &gt;= 0, five by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MostZones { get; init => field = Guard.Count(value, nameof(MostZones)); } = 5;

    /// <summary>The least prominence of a zone in the map's unit; &gt;= 0, zero by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double MinProminence { get; init => field = Guard.NonNegative(value, nameof(MinProminence)); }

    /// <summary>Among which zones the nearest of each side is looked for; <see langword="null"/> for the defaults, which leave out those that hold less than a fiftieth of the side. Those below <see cref="MinProminence"/> are left out too.</summary>
    public ZoneSelection? Nearest { get; init; }

    /// <summary>How many gaps of each side, beside the nearest; &gt;= 0, three by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MostGaps { get; init => field = Guard.Count(value, nameof(MostGaps)); } = 3;

    /// <summary>What counts as a gap; <see langword="null"/> for the defaults.</summary>
    public GapOptions? Gaps { get; init; }

    internal static ReportOptions Default { get; } = new();

    private static void RequireArray<T>(ImmutableArray<T> value, string name)
    {
        if (value.IsDefault)
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"{name} must be an array; an empty one asks for none"));
        }
    }
}
