using System.Diagnostics;

namespace HeatMap.Cascades;

/// <summary>Where the excess of one account, read along a factor, reaches zero: piecewise linear, with a bend wherever a price reaches zero.</summary>
/// <remarks>Scratch of one search, used again for many accounts.</remarks>
internal sealed class FactorLine(int assets)
{
    private readonly double[] _levels = new double[assets], _slopes = new double[assets], _weights = new double[assets], _bends = new double[assets];

    /// <summary>Takes prices <c>max(0, level + slope·move)</c>, the levels lowered by what sales did.</summary>
    public void Follow(CommonFactor factor, ReadOnlySpan<double> falls)
    {
        for (int a = 0; a < _levels.Length; a++)
        {
            (_levels[a], _slopes[a]) = (factor.Levels[a] - (falls.IsEmpty ? 0 : falls[a]), factor.Slopes[a]);
        }
    }

    /// <summary>Whether every price that an account holds only ever moves against it; then its excess falls all the way.</summary>
    public bool OnlyLoses(ReadOnlySpan<double> quantities, int way)
    {
        for (int a = 0; a < quantities.Length; a++)
        {
            if (quantities[a] * _slopes[a] * way > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first move at or beyond another at which the excess is zero or less; NaN where there is none.</summary>
    /// <param name="cash">The account's collateral.</param>
    /// <param name="quantities">Signed.</param>
    /// <param name="entries">Entry prices.</param>
    /// <param name="rates">Maintenance rates.</param>
    /// <param name="from">Where the search starts; finite.</param>
    /// <param name="way">1 or −1.</param>
    public double First(double cash, ReadOnlySpan<double> quantities, ReadOnlySpan<double> entries, ReadOnlySpan<double> rates, double from, int way)
    {
        Debug.Assert(double.IsFinite(from) && way is 1 or -1, "a search has a start and a way");
        double constant = cash;
        int bends = 0;
        for (int a = 0; a < quantities.Length; a++)
        {
            _weights[a] = quantities[a] - (rates[a] * Math.Abs(quantities[a]));
            constant -= quantities[a] * entries[a];
            double zero = -_levels[a] / _slopes[a];
            if (quantities[a] != 0 && double.IsFinite(zero) && (zero - from) * way > 0)
            {
                _bends[bends++] = zero;
            }
        }

        Span<double> ends = _bends.AsSpan(0, bends);
        ends.Sort();
        if (way < 0)
        {
            ends.Reverse();
        }

        double start = from;
        for (int k = 0; k <= bends; k++)
        {
            double end = k < bends ? ends[k] : way * double.PositiveInfinity;
            double inside = k < bends ? start + ((end - start) / 2) : start + (way * Math.Max(1, Math.Abs(start)));
            (double level, double slope) = (constant, 0);
            for (int a = 0; a < quantities.Length; a++)
            {
                if (quantities[a] != 0 && _levels[a] + (_slopes[a] * inside) > 0)
                {
                    level += _weights[a] * _levels[a];
                    slope += _weights[a] * _slopes[a];
                }
            }

            if (level + (slope * start) <= 0)
            {
                return start;
            }

            if (slope * way < 0)
            {
                double root = -level / slope;
                if ((root - end) * way <= 0)
                {
                    return (root - start) * way < 0 ? start : root + 0.0;
                }
            }

            start = end;
        }

        return double.NaN;
    }
}
