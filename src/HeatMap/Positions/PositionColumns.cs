using HeatMap.Internal;

namespace HeatMap;

/// <summary>Positions of one contract as columns that the caller owns: the engine's door to prices and maps.</summary>
/// <remarks>
/// <para>Row i of every column is one position. A row whose margin is NaN takes its margin from its leverage; where that is NaN or the
/// column is absent the collateral lies in an account, and the row has no price of its own.</para>
/// <para>The view copies nothing and checks only lengths; whoever computes with it checks the values. <c>default</c> has no rows.</para>
/// </remarks>
public readonly ref struct PositionColumns
{
    /// <summary>Makes a view of columns of equal length.</summary>
    /// <param name="entryPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="signedQuantity">In the contract's unit, positive for longs, negative for shorts; finite and not zero.</param>
    /// <param name="margin">Collateral without unrealised profit, in the settlement asset; finite and &gt;= 0, or NaN.</param>
    /// <param name="leverage">Empty, or entry value over initial margin; finite and &gt; 0, or NaN. Read where margin is NaN.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public PositionColumns(
        ReadOnlySpan<double> entryPrice,
        ReadOnlySpan<double> signedQuantity,
        ReadOnlySpan<double> margin,
        ReadOnlySpan<double> leverage = default)
    {
        RequireLength(nameof(signedQuantity), signedQuantity.Length, entryPrice.Length);
        RequireLength(nameof(margin), margin.Length, entryPrice.Length);
        if (!leverage.IsEmpty)
        {
            RequireLength(nameof(leverage), leverage.Length, entryPrice.Length);
        }

        EntryPrice = entryPrice;
        SignedQuantity = signedQuantity;
        Margin = margin;
        Leverage = leverage;
    }

    /// <summary>Quote per base.</summary>
    public ReadOnlySpan<double> EntryPrice { get; }

    /// <summary>Size in the contract's unit with the sign of the side.</summary>
    public ReadOnlySpan<double> SignedQuantity { get; }

    /// <summary>Collateral in the settlement asset; NaN where it follows from leverage or lies in an account.</summary>
    public ReadOnlySpan<double> Margin { get; }

    /// <summary>Entry value over initial margin, or empty when no row needs it.</summary>
    public ReadOnlySpan<double> Leverage { get; }

    /// <summary>The number of positions.</summary>
    public int Count => EntryPrice.Length;

    /// <summary>A view of some of the rows.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all there.</exception>
    public PositionColumns Slice(int start, int count) => new(
        EntryPrice.Slice(start, count),
        SignedQuantity.Slice(start, count),
        Margin.Slice(start, count),
        Leverage.IsEmpty ? default : Leverage.Slice(start, count));

    private static void RequireLength(string name, int length, int expected)
    {
        if (length != expected)
        {
            Throw.Argument(name, $"{name} must have as many rows as entryPrice ({expected}), had {length}");
        }
    }
}
