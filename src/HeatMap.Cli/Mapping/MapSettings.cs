using System.Diagnostics.CodeAnalysis;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>How the bands of a map are asked for.</summary>
internal enum BandChoice
{
    Default = 0,
    Width,
    Count,
    Percent,
}

/// <summary>What the user asked <c>heatmap map</c> to do, checked.</summary>
internal sealed record MapSettings : InputSettings
{
    [SetsRequiredMembers]
    public MapSettings(InputSettings input)
        : base(input)
    {
    }

    public double? Mark { get; init; }

    public string? Symbol { get; init; }

    public BandChoice Bands { get; init; }

    /// <summary>Width, number or percent, as <see cref="Bands"/> says.</summary>
    public double BandValue { get; init; }

    public PriceRange? Range { get; init; }

    public bool Recompute { get; init; }

    public string? HtmlFile { get; init; }

    public string? SvgFile { get; init; }

    /// <summary>The price axis for a mark.</summary>
    public BandGrid Grid(double markPrice)
    {
        PriceRange range = Range ?? BandGrid.DefaultRange(markPrice);
        try
        {
            return Bands switch
            {
                BandChoice.Width => BandGrid.Uniform(BandValue, range),
                BandChoice.Count => BandGrid.WithCount((int)BandValue, range),
                BandChoice.Percent => BandGrid.Geometric(BandValue / 100, range),
                _ => BandGrid.Geometric(BandGrid.DefaultStep, range),
            };
        }
        catch (ArgumentException error)
        {
            string asked = Bands switch
            {
                BandChoice.Width => $"--band {Text(BandValue)}",
                BandChoice.Count => $"--bands {Text(BandValue)}",
                BandChoice.Percent => $"--geometric {Text(BandValue)} (percent; from 0.0001 to 1000)",
                _ => "the default bands",
            };
            throw ToolException.Usage($"{asked} cannot cover {Text(range.Low)} to {Text(range.High)}: {Message.Of(error)}");
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
