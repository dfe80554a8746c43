using System.Numerics;

namespace HeatMap;

/// <summary>Numerical inversion of Laplace transforms by Euler summation (Abate, Whitt 1995), for probabilities over a horizon of one.</summary>
/// <remarks>
/// <c>F(t = 1)</c> is the sum over nodes of <c>Re(weight × E(node))</c>, where <c>E(α)/α</c> is the transform of F. The aliasing error is at most <c>exp(−Aliasing)</c>, which is 4e-11; cutting the alternating
/// series after <see cref="Plain"/> terms and averaging <see cref="Averaged"/> more leaves less than that, rounding about 2e-11.
/// </remarks>
internal static class EulerInversion
{
    private const double Aliasing = 24;
    private const int Plain = 20, Averaged = 16;

    private static readonly Complex[] NodesHeld = MakeNodes(), WeightsHeld = MakeWeights();

    /// <summary>Arguments of the transform, for a horizon of one; the first is real, the others stand for themselves and their conjugates.</summary>
    public static ReadOnlySpan<Complex> Nodes => NodesHeld;

    public static ReadOnlySpan<Complex> Weights => WeightsHeld;

    private static Complex[] MakeNodes() => [.. Enumerable.Range(0, Plain + Averaged + 1).Select(k => new Complex(Aliasing / 2, k * Math.PI))];

    private static Complex[] MakeWeights()
    {
        // The share of a term in the mean of the partial sums: one, then the upper tail of a binomial distribution.
        Complex[] nodes = MakeNodes(), weights = new Complex[nodes.Length];
        double share = 0, binomial = Math.Pow(0.5, Averaged);
        for (int k = weights.Length - 1; k >= 0; k--)
        {
            int j = k - Plain;
            if (j >= 0)
            {
                share += binomial;
                binomial *= j / (double)(Averaged - j + 1);
            }

            double sign = k % 2 == 0 ? 1 : -1, pair = k == 0 ? 0.5 : 1;
            weights[k] = Math.Exp(Aliasing / 2) * pair * sign * Math.Min(1, share) / nodes[k];
        }

        return weights;
    }
}
