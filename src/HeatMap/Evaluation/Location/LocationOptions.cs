using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>Choices of the score of where, declared before any test. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record LocationOptions
{
    /// <summary>The width of a cell, of the logarithm of the price; finite and &gt; 0, 0.001 by default.</summary>
    public double CellWidth { get; init => field = Guard.Positive(value, nameof(CellWidth)); } = 0.001;

    /// <summary>How many cells must be reached for an interval to count; at least 2, 4 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int LeastCells
    {
        get;
        init
        {
            if (value < 2)
            {
                Throw.OutOfRange(nameof(LeastCells), value, "at least 2");
            }

            field = value;
        }
    } = 4;

    /// <summary>The share of every density that is spread evenly, so that no dollar is impossible; over 0 and below 1, 0.02 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double EvenShare
    {
        get;
        init
        {
            if (!(value is > 0 and < 1))
            {
                Throw.OutOfRange(nameof(EvenShare), value, "over 0 and below 1");
            }

            field = value;
        }
    } = 0.02;

    /// <summary>How all maps are smoothed and tempered for the second and third reading.</summary>
    public MapSmoothingOptions Smoothing
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();
}
