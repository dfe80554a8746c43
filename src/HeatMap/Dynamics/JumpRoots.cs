using System.Numerics;

namespace HeatMap;

/// <summary>The exponents x with <c>G(x) = α</c> for one complex α, where <c>E[exp(x X)] = exp(G(x))</c> is the log move over the horizon.</summary>
/// <remarks>
/// In units of the deviation of the diffusion over the horizon: <c>G(x) = gain x + x²/2 + jumps (p u/(u − x) + q d/(d + x) − 1)</c>. Times <c>(u − x)(d + x)</c> it is a quartic, whose roots are
/// found together (Aberth 1973), from those of the α before. For a real part of α above zero two lie in the right half plane and two in the left.
/// </remarks>
internal readonly struct JumpRoots
{
    private const int MaxRounds = 80;

    /// <summary>From the greatest real part to the least.</summary>
    public readonly Complex A, B, C, D;

    private JumpRoots(Span<Complex> x)
    {
        x.Sort(static (a, b) => b.Real.CompareTo(a.Real));
        (A, B, C, D) = (x[0], x[1], x[2], x[3]);
    }

    /// <summary>Roots for each of many α that follow each other at small steps.</summary>
    public static JumpRoots[] Find(ScaledJumps law, ReadOnlySpan<Complex> alphas)
    {
        var roots = new JumpRoots[alphas.Length];
        double reach = Math.Sqrt((law.Gain * law.Gain) + (2 * (law.Jumps + alphas[0].Real)));

        // Roots without jumps, and the poles; a little off the axis, so that none meets another.
        Span<Complex> x = [new(reach - law.Gain, 0.01), new(1.01 * law.Up, -0.02), new(-reach - law.Gain, 0.03), new(-1.01 * law.Down, -0.04)];
        for (int i = 0; i < alphas.Length; i++)
        {
            Refine(law, alphas[i], x);
            roots[i] = new(x);
        }

        return roots;
    }

    private static void Refine(ScaledJumps law, Complex alpha, Span<Complex> x)
    {
        for (int round = 0; round < MaxRounds; round++)
        {
            bool isDone = true;
            for (int i = 0; i < x.Length; i++)
            {
                Complex step = Step(law, alpha, x, i);
                x[i] -= step;
                isDone &= Complex.Abs(step) <= 4e-16 * Complex.Abs(x[i]);
            }

            if (isDone)
            {
                return;
            }
        }
    }

    /// <summary>Newton's step, bent away from the other roots.</summary>
    private static Complex Step(ScaledJumps law, Complex alpha, ReadOnlySpan<Complex> x, int i)
    {
        Complex y = x[i], up = law.Up - y, down = law.Down + y, square = (y * (law.Gain + (0.5 * y))) - law.Jumps - alpha;
        double fromUp = law.Jumps * law.UpShare * law.Up, fromDown = law.Jumps * (1 - law.UpShare) * law.Down;
        Complex value = (square * up * down) + (fromUp * down) + (fromDown * up);
        Complex slope = ((law.Gain + y) * up * down) + (square * (up - down)) + fromUp - fromDown;
        if (value == Complex.Zero)
        {
            return Complex.Zero;
        }

        Complex pull = slope / value;
        for (int j = 0; j < x.Length; j++)
        {
            if (j != i && x[j] != y)
            {
                pull -= 1 / (y - x[j]);
            }
        }

        return pull == Complex.Zero ? Complex.Zero : 1 / pull;
    }
}
