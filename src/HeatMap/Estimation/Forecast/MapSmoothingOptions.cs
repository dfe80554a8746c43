using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Choices of <see cref="MapSmoothing"/>. <see langword="null"/> wherever options are taken means these defaults: without them raw maps were worse than a uniform one at saying where in the reached range orders wait.</summary>
public sealed record MapSmoothingOptions
{
    internal static MapSmoothingOptions Default { get; } = new();

    /// <summary>The standard deviation of the Gaussian, of the logarithm of the price; finite and &gt;= 0, 0.005 by default. Zero smooths nothing.</summary>
    public double Width { get; init => field = Guard.NonNegative(value, nameof(Width)); } = 0.005;

    /// <summary>The power that a density is raised to, from 0 (flat) to 1 (as it is); 0.5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double Exponent
    {
        get;
        init
        {
            if (!(value is >= 0 and <= 1))
            {
                Throw.OutOfRange(nameof(Exponent), value, "from 0 to 1");
            }

            field = value;
        }
    } = 0.5;
}
