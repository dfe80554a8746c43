namespace HeatMap.Evaluation;

/// <summary>What is needed to score where one side was liquidated within one interval: dollars by reached cell, and each density on the same cells.</summary>
internal sealed class LocationWindow
{
    /// <summary>When the interval began.</summary>
    public required long StartUnixMs { get; init; }

    /// <summary>The first reached cell; below zero where the price also went the other way.</summary>
    public required int First { get; init; }

    /// <summary>A cell's width in standard deviations.</summary>
    public required double Unit { get; init; }

    /// <summary>How far the mean price of the window before lies, in standard deviations against the side.</summary>
    public required double MeanDistance { get; init; }

    /// <summary>Dollars in each reached cell.</summary>
    public required double[] Dollars { get; init; }

    /// <summary>Of each map its raw, smoothed and tempered density; each sums to one.</summary>
    public required double[][] Densities { get; init; }

    public int Count => Dollars.Length;

    /// <summary>The middle of a cell in standard deviations from the origin.</summary>
    public double Middle(int cell) => (First + cell + 0.5) * Unit;

    /// <summary>Dollars times log of how much denser than even a density is where they fell.</summary>
    public double Score(ReadOnlySpan<double> density, double evenShare)
    {
        double sum = 0;
        for (int cell = 0; cell < Dollars.Length; cell++)
        {
            if (Dollars[cell] > 0)
            {
                sum += Dollars[cell] * Math.Log(((1 - evenShare) * density[cell] * Count) + evenShare);
            }
        }

        return sum;
    }

    /// <summary>Brings masses to a sum of one; an even density where there are none.</summary>
    public static void Normalise(Span<double> masses)
    {
        double sum = 0;
        foreach (double mass in masses)
        {
            sum += mass;
        }

        for (int cell = 0; cell < masses.Length; cell++)
        {
            masses[cell] = sum > 0 ? masses[cell] / sum : 1.0 / masses.Length;
        }
    }
}
