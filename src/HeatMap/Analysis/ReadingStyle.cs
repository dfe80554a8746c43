using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>How somebody reads maps: how far back, in what bands, how far ahead, and in what classes of distance.</summary>
/// <remarks>
/// <para>A style is advice in numbers; its methods turn it into what readings take. The presets rest on a volatility of about 50 % a year, 2.6 % a day, as bitcoin has in a usual year: scale them where it is
/// another (<c>style with { … }</c>).</para>
/// <para>A band is about a fifteenth of the standard deviation over the horizon: fine enough to tell zones apart, wide enough that one holds many positions.</para>
/// </remarks>
public sealed record ReadingStyle
{
    /// <summary>The most edges between classes.</summary>
    public const int MaxEdges = HeatMap.HalfLifeOptions.MaxEdges;

    /// <summary>Minutes to hours: a day back, bands of 0.1 %, eight hours ahead, classes to 0.5, 1, 2 and 5 %.</summary>
    /// <remarks>Eight hours is the usual time between two fundings and moves price by about 1.5 %. A day back holds each session once.</remarks>
    public static ReadingStyle Intraday { get; } = new("intraday", TimeSpan.FromDays(1), 0.001, TimeSpan.FromHours(8), [0.005, 0.01, 0.02, 0.05]);

    /// <summary>Days: a week back, bands of 0.25 %, three days ahead, classes to 1, 2, 5 and 10 %.</summary>
    /// <remarks>Three days move price by about 4.5 %. A week back holds every weekday and a weekend; the band is the default of <see cref="BandGrid.Around"/>.</remarks>
    public static ReadingStyle Swing { get; } = new("swing", TimeSpan.FromDays(7), 0.0025, TimeSpan.FromDays(3), [0.01, 0.02, 0.05, 0.1]);

    /// <summary>Weeks: thirty days back, bands of 0.5 %, a week ahead, classes to 2, 5, 10 and 20 %.</summary>
    /// <remarks>A week moves price by about 7 %. Thirty days back hold four weeks and a monthly expiry.</remarks>
    public static ReadingStyle Weekly { get; } = new("weekly", TimeSpan.FromDays(30), 0.005, TimeSpan.FromDays(7), [0.02, 0.05, 0.1, 0.2]);

    /// <summary>Names a style.</summary>
    /// <param name="name">Not empty, at most 200 characters.</param>
    /// <param name="lookBack">&gt; 0.</param>
    /// <param name="bandStep">A fraction from 1e-6 to 10, as <see cref="BandGrid.Geometric"/> takes it.</param>
    /// <param name="horizon">&gt; 0.</param>
    /// <param name="edges">Fractions; finite, &gt; 0, rising, at most <see cref="MaxEdges"/>.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain; the message names it.</exception>
    public ReadingStyle(string name, TimeSpan lookBack, double bandStep, TimeSpan horizon, ImmutableArray<double> edges) =>
        (Name, LookBack, BandStep, Horizon, Edges) = (name, lookBack, bandStep, horizon, edges);

    /// <summary>What the style is called.</summary>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public string Name { get; init => field = Guard.Name(value, nameof(Name)); }

    /// <summary>How far back positions and changes are looked at.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not &gt; 0.</exception>
    public TimeSpan LookBack { get; init => field = Checked(value, nameof(LookBack)); }

    /// <summary>The fraction by which band edges grow.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double BandStep
    {
        get;
        init
        {
            if (!(value is >= 1e-6 and <= 10))
            {
                Throw.OutOfRange(nameof(BandStep), value, "a fraction from 1e-6 to 10");
            }

            field = value;
        }
    }

    /// <summary>How far ahead price is expected to go its way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not &gt; 0.</exception>
    public TimeSpan Horizon { get; init => field = Checked(value, nameof(Horizon)); }

    /// <summary>Where classes of distance from the mark end, as fractions; as <see cref="HeatMap.HalfLifeOptions.Edges"/> takes them.</summary>
    /// <exception cref="ArgumentException">A value is outside its domain.</exception>
    public ImmutableArray<double> Edges { get; init => field = ClassEdges.Checked(value, MaxEdges, nameof(Edges)); }

    /// <summary>Bands of the style around a price, from half to one and a half times it.</summary>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException"><paramref name="markPrice"/> is outside its domain, or the bands would be too many.</exception>
    /// <remarks>Allocates the edges.</remarks>
    public BandGrid GridAround(double markPrice) => BandGrid.Geometric(BandStep, BandGrid.DefaultRange(markPrice));

    /// <summary>What a report says in this style: its horizon, and its edges as distances.</summary>
    /// <param name="model">How price may move; <see langword="null"/> leaves out all that needs it.</param>
    public ReportOptions ReportOptions(PriceModel? model = null) => new() { Model = model, Horizons = [Horizon], Distances = Edges };

    /// <summary>How long notional stands, looked at over the style's past.</summary>
    /// <param name="interval">The time between two snapshots; &gt; 0.</param>
    /// <returns>Lags up to <see cref="LookBack"/>, one at least and <see cref="HeatMap.HalfLifeOptions.MaxLags"/> at most.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is not &gt; 0.</exception>
    public HalfLifeOptions HalfLifeOptions(TimeSpan interval) => new() { LongestLag = Rows(interval, 1, HeatMap.HalfLifeOptions.MaxLags), Edges = Edges };

    /// <summary>What build-up is compared with: the changes of the style's past.</summary>
    /// <param name="interval">The time between two changes; &gt; 0.</param>
    /// <returns>A window of <see cref="LookBack"/>, as far as <see cref="HeatMap.BuildUpOptions"/> allows.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is not &gt; 0.</exception>
    public BuildUpOptions BuildUpOptions(TimeSpan interval) => new() { Window = Rows(interval, HeatMap.BuildUpOptions.MinWindow, HeatMap.BuildUpOptions.MaxWindow) };

    /// <summary>Whether two styles have the same name and numbers.</summary>
    public bool Equals(ReadingStyle? other) => other is not null && Name == other.Name && LookBack == other.LookBack && BandStep.Equals(other.BandStep)
        && Horizon == other.Horizon && Edges.AsSpan().SequenceEqual(other.Edges.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, LookBack, BandStep, Horizon, Edges.Length);

    /// <summary>For example <c>swing: 7.00:00:00 back, bands of 0.25 %, 3.00:00:00 ahead</c>.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}: {LookBack:c} back, bands of {BandStep * 100:0.####} %, {Horizon:c} ahead");

    /// <summary>How many intervals the past holds, within bounds.</summary>
    private int Rows(TimeSpan interval, int least, int most) => (int)Math.Clamp(LookBack.Ticks / Checked(interval, nameof(interval)).Ticks, least, most);

    private static TimeSpan Checked(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be > 0, was {value}");
        }

        return value;
    }
}
