using System.Numerics;

namespace HeatMap;

/// <summary>Numerical inversion of Laplace transforms by Euler summation (Abate, Whitt 1995), for probabilities over a horizon of one.</summary>
/// <remarks>
/// <c>F(t = 1)</c> is the sum over nodes of <c>Re(weight × E(node))</c>, where <c>E(α)/α</c> is the transform of F. The aliasing error is at most <c>exp(−Aliasing)</c>, which is 4e-11, and rounding leaves about
/// 2e-11. The alternating series is cut after plain terms, and the partial sums of the next <see cref="Averaged"/> are averaged: less than both, where F is smooth over some hundredths of the horizon. Under a drift of g deviations
/// F can rise within 1/g of it; its transform then falls as <c>exp(−(π k / g)²/2)</c>, so that there are as many more terms.
/// </remarks>
internal sealed class EulerInversion
{
    private const double Aliasing = 24, TermsPerGain = 2.3;
    private const int Plain = 24, Averaged = 20, MaxPlain = 4096;

    private readonly Complex[] _nodes, _weights;

    /// <param name="gain">The drift over the horizon, in deviations; the sign does not count.</param>
    public EulerInversion(double gain)
    {
        int plain = Plain + (int)Math.Min(MaxPlain, Math.Ceiling(TermsPerGain * Math.Abs(gain)));
        (_nodes, _weights) = (new Complex[plain + Averaged + 1], new Complex[plain + Averaged + 1]);

        // The share of a term in the mean of the partial sums: one, then the upper tail of a binomial distribution.
        double share = 0, binomial = Math.Pow(0.5, Averaged);
        for (int k = _weights.Length - 1; k >= 0; k--)
        {
            int j = k - plain;
            if (j >= 0)
            {
                share += binomial;
                binomial *= j / (double)(Averaged - j + 1);
            }

            double sign = k % 2 == 0 ? 1 : -1, pair = k == 0 ? 0.5 : 1;
            _nodes[k] = new(Aliasing / 2, k * Math.PI);
            _weights[k] = Math.Exp(Aliasing / 2) * pair * sign * Math.Min(1, share) / _nodes[k];
        }
    }

    /// <summary>Arguments of the transform, for a horizon of one; the first is real, the others stand for themselves and their conjugates.</summary>
    public ReadOnlySpan<Complex> Nodes => _nodes;

    public ReadOnlySpan<Complex> Weights => _weights;
}
