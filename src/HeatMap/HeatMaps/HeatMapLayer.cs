using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A layer of a heat map: a name and how fast what stands in it is forgotten.</summary>
/// <remarks>
/// Decay is a model: nobody sees old positions close. In each column every cell keeps <c>floor(units × f / 2^32)</c>, with <c>f = 2^32 × 2^(−interval / half-life)</c> as a whole number,
/// so that the same factor gives the same bits everywhere. Rounding down takes up to a unit more in each column, and together less than <c>quantum / (1 − f / 2^32)</c> from a cell: at the default
/// quantum 0.06 where columns of a minute halve in two days, but 57 where columns of a second halve in a month. Choose a smaller <see cref="HeatMapOptions.Quantum"/> for such layers.
/// </remarks>
public sealed record HeatMapLayer
{
    /// <summary>Names a layer.</summary>
    /// <param name="name">Not empty and at most 200 characters.</param>
    /// <param name="halfLife">After how long half of what stands is forgotten, &gt; 0; <see langword="null"/> for never.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public HeatMapLayer(string name, TimeSpan? halfLife = null)
    {
        Name = Guard.Name(name);
        if (halfLife is { } life && life <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(halfLife), halfLife, string.Create(CultureInfo.InvariantCulture, $"halfLife must be > 0, was {life}"));
        }

        HalfLife = halfLife;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>After how long half of what stands is forgotten; <see langword="null"/> for never.</summary>
    public TimeSpan? HalfLife { get; }

    /// <summary>
    /// What a cell keeps of 2^32 parts in each column; <see langword="null"/> where nothing decays or nobody has worked it out yet. The layers of a builder and of a heat map state it, so that
    /// a replay with these layers gives the same bits on every platform.
    /// </summary>
    public uint? KeptPerColumn { get; private init; }

    /// <summary>The one layer of a heat map that has no others.</summary>
    internal static HeatMapLayer All { get; } = new("all");

    /// <summary>The interval that the factor is of.</summary>
    private TimeSpan Interval { get; init; }

    /// <summary>The layer with its factor worked out, unless it states one for the interval.</summary>
    internal HeatMapLayer For(TimeSpan interval)
    {
        if (HalfLife is not { } life || (KeptPerColumn is not null && Interval == interval))
        {
            return this;
        }

        double kept = Math.Round(4294967296.0 * Math.Pow(2, -((double)interval.Ticks / life.Ticks)));
        return this with { KeptPerColumn = (uint)Math.Min(kept, uint.MaxValue), Interval = interval };
    }

    internal static HeatMapLayer Read(string name, TimeSpan? halfLife, uint? kept, TimeSpan interval) =>
        new(name, halfLife) { KeptPerColumn = kept, Interval = kept is null ? default : interval };
}
