using HeatMap.Internal;

namespace HeatMap;

/// <summary>How <see cref="BlockBootstrap"/> draws. Null means the defaults; change with <c>with</c>.</summary>
public sealed record BootstrapOptions
{
    internal static readonly BootstrapOptions Default = new();

    /// <summary>How many times groups are drawn; from 1 to 10,000,000. 2,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public int Draws
    {
        get;
        init
        {
            if (value is < 1 or > 10_000_000)
            {
                Throw.OutOfRange(nameof(Draws), value, "from 1 to 10000000");
            }

            field = value;
        }
    } = 2000;

    /// <summary>The share of draws inside the interval; over 0 and below 1. 0.95 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double Level
    {
        get;
        init
        {
            ColumnGuard.Inside(value, nameof(Level));
            field = value;
        }
    } = 0.95;

    /// <summary>How many groups that follow each other are drawn together (moving blocks), so that what one has of the one before is kept; &gt;= 1 and at most the number of groups. 1 by default: each by itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int BlockLength
    {
        get;
        init
        {
            if (value < 1)
            {
                Throw.OutOfRange(nameof(BlockLength), value, "> 0");
            }

            field = value;
        }
    } = 1;

    /// <summary>Which groups are drawn: the seed of a <see cref="RandomStream"/> for each draw, draw i being stream i. Any number.</summary>
    public long Seed { get; init; }
}
