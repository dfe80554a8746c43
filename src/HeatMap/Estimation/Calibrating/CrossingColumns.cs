using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>What price swept and what was published, interval by interval: the data that a mix of distances is fitted to.</summary>
/// <remarks>A view of memory that the caller owns. One row an interval and side; both sides of a pooled fit are rows of one table, in time order. <c>default</c> has no rows.</remarks>
public readonly ref struct CrossingColumns
{
    /// <summary>Joins columns.</summary>
    /// <param name="classes">How many classes of distance, from 1 to <see cref="DistanceMix.MaxCount"/>.</param>
    /// <param name="crossings">What was swept, row by row and in a row class by class, in the unit of prints (quote, usually); finite and &gt;= 0.</param>
    /// <param name="prints">What was published in each row; &gt;= 0, or NaN where unknown, and such a row is passed over.</param>
    /// <param name="isCensored">Whether a print is only known to be at least that; empty where none is.</param>
    /// <exception cref="ArgumentException">Lengths do not agree or a number is outside its domain; the message names column and row.</exception>
    public CrossingColumns(int classes, ReadOnlySpan<double> crossings, ReadOnlySpan<double> prints, ReadOnlySpan<bool> isCensored = default)
    {
        if (classes is < 1 or > DistanceMix.MaxCount)
        {
            throw new ArgumentOutOfRangeException(nameof(classes), classes, $"classes must be from 1 to {DistanceMix.MaxCount}, was {classes}");
        }

        if (crossings.Length != (long)classes * prints.Length)
        {
            Throw.Argument(nameof(crossings), $"there must be {classes} crossings for each of {prints.Length} prints, were {crossings.Length}");
        }

        if (!isCensored.IsEmpty && isCensored.Length != prints.Length)
        {
            Throw.Argument(nameof(isCensored), $"there must be one mark for each of {prints.Length} prints, were {isCensored.Length}");
        }

        for (int i = 0; i < crossings.Length; i++)
        {
            if (!(crossings[i] >= 0 && crossings[i] < double.PositiveInfinity))
            {
                Throw.Row($"crossings[{i % classes}]", i / classes, crossings[i], "finite and >= 0");
            }
        }

        for (int row = 0; row < prints.Length; row++)
        {
            if (!(double.IsNaN(prints[row]) || (prints[row] >= 0 && prints[row] < double.PositiveInfinity)))
            {
                Throw.Row(nameof(prints), row, prints[row], "finite and >= 0, or NaN where unknown");
            }
        }

        Classes = classes;
        Crossings = crossings;
        Prints = prints;
        IsCensored = isCensored;
    }

    /// <summary>How many classes of distance.</summary>
    public int Classes { get; }

    /// <summary>What was swept, row by row.</summary>
    public ReadOnlySpan<double> Crossings { get; }

    /// <summary>What was published.</summary>
    public ReadOnlySpan<double> Prints { get; }

    /// <summary>Whether a print is only known to be at least that; may be empty.</summary>
    public ReadOnlySpan<bool> IsCensored { get; }

    /// <summary>The number of rows.</summary>
    public int Count => Prints.Length;
}
