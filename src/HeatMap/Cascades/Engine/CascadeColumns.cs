using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Positions as columns that the caller owns: row i of every column is one position. Columns that no layer asks for may be empty.</summary>
/// <remarks>The view copies nothing and checks nothing; <see cref="CascadePositions.FromColumns"/> does. <c>default</c> has no rows.</remarks>
public readonly ref struct CascadeColumns
{
    /// <summary>Base, positive for longs, negative for shorts; finite.</summary>
    public ReadOnlySpan<double> SignedQuantity { get; init; }

    /// <summary>Quote per base; finite and &gt; 0, below the mark for longs and above it for shorts. NaN where nothing liquidates the position, and where its steps say so.</summary>
    public ReadOnlySpan<double> LiquidationPrice { get; init; }

    /// <summary>Where margin is used up, quote per base; finite, or NaN where it is not known. May be empty.</summary>
    public ReadOnlySpan<double> BankruptcyPrice { get; init; }

    /// <summary>Quote per base; finite and &gt; 0, or NaN where it is not known. May be empty.</summary>
    public ReadOnlySpan<double> EntryPrice { get; init; }

    /// <summary>Collateral without gains, quote; finite and &gt;= 0, or NaN where it is not known. May be empty.</summary>
    public ReadOnlySpan<double> Margin { get; init; }

    /// <summary>The most that <see cref="DeleveragingRule.CappedProRata"/> takes of a gain, from 0 to 1. May be empty: then all of it.</summary>
    public ReadOnlySpan<double> DeleveragingCap { get; init; }

    /// <summary>A rule of its own, or null for that of <see cref="CascadeEngineOptions.Supply"/>. May be empty.</summary>
    public ReadOnlySpan<SupplyRule?> Supply { get; init; }

    /// <summary>Refuses columns of other lengths and values outside their domain.</summary>
    internal void Require()
    {
        int rows = SignedQuantity.Length;
        Require(nameof(LiquidationPrice), LiquidationPrice.Length, rows, mayBeEmpty: false);
        Require(nameof(BankruptcyPrice), BankruptcyPrice.Length, rows);
        Require(nameof(EntryPrice), EntryPrice.Length, rows);
        Require(nameof(Margin), Margin.Length, rows);
        Require(nameof(DeleveragingCap), DeleveragingCap.Length, rows);
        Require(nameof(Supply), Supply.Length, rows);
        for (int i = 0; i < rows; i++)
        {
            Require(double.IsFinite(SignedQuantity[i]), nameof(SignedQuantity), i, SignedQuantity, "finite");
            Require(double.IsNaN(LiquidationPrice[i]) || Guard.IsPositive(LiquidationPrice[i]), nameof(LiquidationPrice), i, LiquidationPrice, "finite and > 0, or NaN where nothing liquidates the position");
            Require(BankruptcyPrice.IsEmpty || !double.IsInfinity(BankruptcyPrice[i]), nameof(BankruptcyPrice), i, BankruptcyPrice, "finite, or NaN where it is not known");
            Require(EntryPrice.IsEmpty || double.IsNaN(EntryPrice[i]) || Guard.IsPositive(EntryPrice[i]), nameof(EntryPrice), i, EntryPrice, "finite and > 0, or NaN where it is not known");
            Require(Margin.IsEmpty || double.IsNaN(Margin[i]) || (Margin[i] >= 0 && Margin[i] < double.PositiveInfinity), nameof(Margin), i, Margin, "finite and >= 0, or NaN where it is not known");
            Require(DeleveragingCap.IsEmpty || DeleveragingCap[i] is >= 0 and <= 1, nameof(DeleveragingCap), i, DeleveragingCap, "from 0 to 1");
        }
    }

    private static void Require(string name, int length, int rows, bool mayBeEmpty = true)
    {
        if (length != rows && !(mayBeEmpty && length == 0))
        {
            Throw.Argument("columns", $"{name} must have as many rows as SignedQuantity ({rows}), had {length}");
        }
    }

    private static void Require(bool holds, string name, int row, ReadOnlySpan<double> column, string allowed)
    {
        if (!holds)
        {
            Throw.Row(name, row, column[row], allowed);
        }
    }
}
