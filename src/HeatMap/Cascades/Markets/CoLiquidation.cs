using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>Which assets' shocks liquidate which assets' positions through sales: the indirect vulnerability of markets to each other.</summary>
/// <remarks>Only what the shock does not reach by itself counts. In quote, at the prices before the shock. Immutable.</remarks>
public sealed class CoLiquidation
{
    private readonly double[] _notional;

    internal CoLiquidation(int assets, double move, double[] notional) => (Assets, Move, _notional) = (assets, move, notional);

    /// <summary>The number of assets.</summary>
    public int Assets { get; }

    /// <summary>How far each asset was moved alone, as a fraction.</summary>
    public double Move { get; }

    /// <summary>What of one asset is liquidated when another, or itself, is shocked, less the static part; quote.</summary>
    /// <param name="shocked">The asset whose price is moved.</param>
    /// <param name="liquidated">The asset whose positions are counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such asset.</exception>
    public double this[int shocked, int liquidated] => _notional[(Tables.Place(shocked, Assets, nameof(shocked)) * Assets) + Tables.Place(liquidated, Assets, nameof(liquidated))];

    /// <summary>What a shock of an asset liquidates of all assets, itself included: the sum of its row; quote.</summary>
    /// <param name="shocked">From 0 to <see cref="Assets"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such asset.</exception>
    public double Outgoing(int shocked)
    {
        double sum = 0;
        for (int b = 0; b < Assets; b++)
        {
            sum += this[shocked, b];
        }

        return sum;
    }

    /// <summary>What shocks of all assets, one at a time and itself included, liquidate of an asset: the sum of its column; quote.</summary>
    /// <param name="liquidated">From 0 to <see cref="Assets"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such asset.</exception>
    public double Incoming(int liquidated)
    {
        double sum = 0;
        for (int a = 0; a < Assets; a++)
        {
            sum += this[a, liquidated];
        }

        return sum;
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Assets} assets, a move of {CompactNumber.Fraction(Move)}");
}
