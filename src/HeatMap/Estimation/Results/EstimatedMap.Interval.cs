using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <content>How sure an estimate is.</content>
public sealed partial class EstimatedMap
{
    private readonly EstimateSpread? _spread;

    /// <summary>How many estimates with other assumptions stand behind <see cref="Interval"/>; 0 where only one was made.</summary>
    public int Members => _spread?.Members ?? 0;

    /// <summary>The range that a share of the ensemble's members agrees on: between quantiles (1 − coverage) ÷ 2 and (1 + coverage) ÷ 2 of a band's notional.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="band">From 0 to the grid's count − 1.</param>
    /// <param name="coverage">A fraction &gt; 0 and &lt; 1; 0.8 by default.</param>
    /// <returns>Notional in quote; <see langword="null"/> where no ensemble stands behind the estimate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>It covers what the assumptions are unsure of, not what the model cannot know; see docs/method/estimation.md.</remarks>
    public (double Low, double High)? Interval(Side side, int band, double coverage = 0.8)
    {
        Guard.Defined(side);
        if (!(coverage is > 0 and < 1))
        {
            Throw.OutOfRange(nameof(coverage), coverage, "a fraction > 0 and < 1");
        }

        double price = Grid[band].Middle;
        return _spread is null ? null : (_spread.Quantile(side, band, (1 - coverage) / 2) * price, _spread.Quantile(side, band, (1 + coverage) / 2) * price);
    }
}
