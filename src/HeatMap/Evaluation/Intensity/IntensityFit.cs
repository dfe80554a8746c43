namespace HeatMap.Evaluation;

/// <summary>An expected volume in every cell: exposure times (c · a map's share + a kernel of distance), never negative, by expectation and maximisation of the Poisson likelihood.</summary>
internal sealed class IntensityFit
{
    private const int Rounds = 200;

    private readonly double[] _kernel;
    private readonly int _map;
    private readonly bool _byPrice;

    private IntensityFit(int map, bool byPrice, double stock, double[] kernel) => (_map, _byPrice, StockShare, _kernel) = (map, byPrice, stock, kernel);

    public double StockShare { get; private set; }

    /// <summary>Fits rows; a map below zero is the kernel alone.</summary>
    public static IntensityFit Fit(ReadOnlySpan<IntensityRow> rows, int map, bool byPrice)
    {
        double stockSum = 0, volume = 0, exposures = 0;
        double[] sums = new double[OriginRows.Cells], next = new double[OriginRows.Cells], kernel = new double[OriginRows.Cells];
        foreach (IntensityRow row in rows)
        {
            volume += row.Volume;
            for (int cell = 0; cell < sums.Length; cell++)
            {
                sums[cell] += row.Exposure[cell];
                exposures += row.Exposure[cell];
                stockSum += map < 0 ? 0 : row.Exposure[cell] * row.Shares[map][cell];
            }
        }

        Array.Fill(kernel, exposures > 0 ? volume / exposures / 2 : 0);
        var fit = new IntensityFit(map, byPrice, stockSum > 0 ? volume / stockSum / 2 : 0, kernel);
        for (int round = 0; round < Rounds; round++)
        {
            double stock = 0;
            Array.Clear(next);
            foreach (IntensityRow row in rows)
            {
                double all = byPrice ? 0 : fit.Total(row), ratio = all > 0 ? row.Volume / all : 0;
                for (int cell = 0; cell < kernel.Length; cell++)
                {
                    if (byPrice)
                    {
                        double mean = fit.Mean(row, cell);
                        ratio = mean > 0 ? row.Dollars[cell] / mean : 0;
                    }

                    next[cell] += ratio * row.Exposure[cell];
                    stock += map < 0 ? 0 : ratio * row.Exposure[cell] * row.Shares[map][cell];
                }
            }

            fit.StockShare *= stockSum > 0 ? stock / stockSum : 0;
            for (int cell = 0; cell < kernel.Length; cell++)
            {
                kernel[cell] *= sums[cell] > 0 ? next[cell] / sums[cell] : 0;
            }
        }

        // So that no distance is impossible only because training never saw it.
        double least = exposures > 0 ? 1e-4 * volume / exposures : 0;
        for (int cell = 0; cell < kernel.Length; cell++)
        {
            kernel[cell] = Math.Max(kernel[cell], least);
        }

        return fit;
    }

    /// <summary>The Poisson log score of a row.</summary>
    public double Score(IntensityRow row)
    {
        if (!_byPrice)
        {
            return QuantityScore.PoissonLogScore(row.Volume, Total(row));
        }

        double sum = 0;
        for (int cell = 0; cell < _kernel.Length; cell++)
        {
            // A cell that cannot be touched expects next to nothing, and that is what it is charged.
            sum += QuantityScore.PoissonLogScore(row.Dollars[cell], Math.Max(Mean(row, cell), 1e-9));
        }

        return sum;
    }

    private double Mean(IntensityRow row, int cell) => row.Exposure[cell] * (_kernel[cell] + (_map < 0 ? 0 : StockShare * row.Shares[_map][cell]));

    private double Total(IntensityRow row)
    {
        double sum = 0;
        for (int cell = 0; cell < _kernel.Length; cell++)
        {
            sum += Mean(row, cell);
        }

        return Math.Max(sum, 1e-9);
    }
}
