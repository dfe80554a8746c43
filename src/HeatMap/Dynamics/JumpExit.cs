using System.Numerics;

namespace HeatMap;

/// <summary>Which end of an interval a diffusion with exponential jumps leaves first, for one α: <c>E[exp(−α τ)]</c> on leaving below, and above.</summary>
/// <remarks>
/// From x in the interval each is a sum of <c>c_i exp(x_i x)</c> over the four roots. It is 1 at its own end and 0 at the other, and no <c>exp</c> of a jump's own rate may be left when the jumps that
/// overshoot are taken in: two more equations. With <c>c_i = d_i (1 − x_i/up)(1 + x_i/down)</c> none of them divides.
/// </remarks>
internal static class JumpExit
{
    private const int Size = 4, Columns = 6;

    public static (Complex Lower, Complex Upper) Transform(ScaledJumps law, JumpRoots roots, double below, double above)
    {
        Span<Complex> x = [roots.A, roots.B, roots.C, roots.D], starts = stackalloc Complex[Size], m = stackalloc Complex[Size * Columns];
        double width = below + above;
        for (int i = 0; i < Size; i++)
        {
            // Each exponential is one at the end where it is greatest.
            bool isRight = i < 2;
            Complex far = Complex.Exp((isRight ? -x[i] : x[i]) * width), atTop = isRight ? 1 : far, atBottom = isRight ? far : 1;
            Complex up = 1 - (x[i] / law.Up), down = 1 + (x[i] / law.Down);
            starts[i] = up * down * Complex.Exp(isRight ? -x[i] * above : x[i] * below);
            (m[i], m[Columns + i]) = (up * down * atBottom, up * down * atTop);
            (m[(2 * Columns) + i], m[(3 * Columns) + i]) = (up * atBottom, down * atTop);
        }

        // Right hand sides: leaving below is worth one at and below the bottom, leaving above at and above the top.
        (m[4], m[(2 * Columns) + 4], m[Columns + 5], m[(3 * Columns) + 5]) = (1, 1, 1, 1);
        Solve(m);
        Complex lower = 0, upper = 0;
        for (int i = 0; i < Size; i++)
        {
            lower += starts[i] * m[(i * Columns) + 4];
            upper += starts[i] * m[(i * Columns) + 5];
        }

        return (lower, upper);
    }

    /// <summary>Gauss and Jordan with the greatest pivot of each column.</summary>
    private static void Solve(Span<Complex> m)
    {
        for (int column = 0; column < Size; column++)
        {
            int best = column;
            for (int row = column + 1; row < Size; row++)
            {
                best = Weight(m[(row * Columns) + column]) > Weight(m[(best * Columns) + column]) ? row : best;
            }

            for (int i = column; i < Columns; i++)
            {
                (m[(column * Columns) + i], m[(best * Columns) + i]) = (m[(best * Columns) + i], m[(column * Columns) + i]);
            }

            Complex pivot = 1 / m[(column * Columns) + column];
            for (int i = column; i < Columns; i++)
            {
                m[(column * Columns) + i] *= pivot;
            }

            for (int row = 0; row < Size; row++)
            {
                Complex factor = m[(row * Columns) + column];
                for (int i = column; row != column && i < Columns; i++)
                {
                    m[(row * Columns) + i] -= factor * m[(column * Columns) + i];
                }
            }
        }
    }

    private static double Weight(Complex z) => Math.Abs(z.Real) + Math.Abs(z.Imaginary);
}
