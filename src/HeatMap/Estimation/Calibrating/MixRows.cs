using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Rows that a fit can use: what one unit of share would have swept, and what was published.</summary>
/// <param name="classes">How many classes.</param>
/// <param name="exposures">Crossings ÷ the share with which they were counted, row by row.</param>
/// <param name="prints">What was published; all are known.</param>
/// <param name="isCensored">Whether it is only known to be at least that.</param>
internal sealed class MixRows(int classes, double[] exposures, double[] prints, bool[] isCensored)
{
    public int Classes => classes;

    public int Count => prints.Length;

    public ReadOnlySpan<double> Prints => prints;

    public ReadOnlySpan<bool> IsCensored => isCensored;

    public double TotalPrints
    {
        get
        {
            double sum = 0;
            foreach (double print in prints)
            {
                sum += print;
            }

            return sum;
        }
    }

    public ReadOnlySpan<double> Exposures(int row) => exposures.AsSpan(row * classes, classes);

    public static MixRows From(CrossingColumns columns, ReadOnlySpan<double> counted)
    {
        int classes = columns.Classes, known = 0;
        foreach (double print in columns.Prints)
        {
            known += double.IsNaN(print) ? 0 : 1;
        }

        double[] exposures = new double[known * classes], prints = new double[known];
        bool[] censored = new bool[known];
        int to = 0;
        for (int row = 0; row < columns.Count; row++)
        {
            if (double.IsNaN(columns.Prints[row]))
            {
                continue;
            }

            prints[to] = columns.Prints[row];
            censored[to] = !columns.IsCensored.IsEmpty && columns.IsCensored[row];
            for (int c = 0; c < classes; c++)
            {
                double crossing = columns.Crossings[(row * classes) + c];
                if (crossing > 0 && counted[c] == 0)
                {
                    Throw.Row($"crossings[{c}]", row, crossing, "0 where the share with which crossings were counted is 0");
                }

                exposures[(to * classes) + c] = crossing > 0 ? crossing / counted[c] : 0;
            }

            to++;
        }

        return new(classes, exposures, prints, censored);
    }

    /// <summary>A stretch of the rows.</summary>
    public MixRows Part(int first, int count) =>
        new(classes, exposures[(first * classes)..((first + count) * classes)], prints[first..(first + count)], isCensored[first..(first + count)]);

    /// <summary>The same rows in a unit in which all prints are one: rows of markets of unlike size then weigh alike.</summary>
    public static MixRows Joined(IReadOnlyList<MixRows> parts, IReadOnlyList<double> printScales)
    {
        List<double> exposures = [], prints = [];
        List<bool> censored = [];
        for (int part = 0; part < parts.Count; part++)
        {
            MixRows rows = parts[part];
            double unit = 1 / rows.TotalPrints;
            for (int row = 0; row < rows.Count; row++)
            {
                foreach (double exposure in rows.Exposures(row))
                {
                    exposures.Add(exposure * unit * printScales[part]);
                }

                prints.Add(rows.Prints[row] * unit);
                censored.Add(rows.IsCensored[row]);
            }
        }

        return new(parts[0].Classes, [.. exposures], [.. prints], [.. censored]);
    }
}
