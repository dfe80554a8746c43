namespace HeatMap;

/// <summary>Solves symmetric equations in the caller's memory. Small and dense; a library's matrix would be a copy for each step.</summary>
internal static class Cholesky
{
    /// <summary>What is left of a diagonal element, as a share, when its column says nothing that those before it do not.</summary>
    private const double Nothing = 1e-13;

    /// <summary>Turns the lower triangle of a matrix that is positive or semidefinite, row by row, into its factor. A column that depends on those before it gets a pivot of zero. O(n³).</summary>
    public static void Factor(Span<double> matrix, int size)
    {
        for (int j = 0; j < size; j++)
        {
            Span<double> row = matrix.Slice(j * size, j + 1);
            double diagonal = row[j];
            for (int k = 0; k < j; k++)
            {
                double sum = row[k], pivot = matrix[(k * size) + k];
                ReadOnlySpan<double> other = matrix.Slice(k * size, k);
                for (int i = 0; i < k; i++)
                {
                    sum -= row[i] * other[i];
                }

                row[k] = pivot == 0 ? 0 : sum / pivot;
            }

            double rest = diagonal;
            for (int k = 0; k < j; k++)
            {
                rest -= row[k] * row[k];
            }

            row[j] = rest > Nothing * diagonal ? Math.Sqrt(rest) : 0;
        }
    }

    /// <summary>Solves for one right side in place; an unknown whose pivot is zero is zero. O(n²).</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> right)
    {
        for (int j = 0; j < size; j++)
        {
            double sum = right[j], pivot = factor[(j * size) + j];
            for (int k = 0; k < j; k++)
            {
                sum -= factor[(j * size) + k] * right[k];
            }

            right[j] = pivot == 0 ? 0 : sum / pivot;
        }

        for (int j = size - 1; j >= 0; j--)
        {
            double sum = right[j], pivot = factor[(j * size) + j];
            for (int k = j + 1; k < size; k++)
            {
                sum -= factor[(k * size) + j] * right[k];
            }

            right[j] = pivot == 0 ? 0 : sum / pivot;
        }
    }
}
