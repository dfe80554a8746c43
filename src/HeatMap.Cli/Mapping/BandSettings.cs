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

/// <summary>Which bands the user asked for.</summary>
/// <param name="Choice">What <paramref name="Value"/> is.</param>
/// <param name="Value">Width, number or percent.</param>
/// <param name="Range">Prices to cover; null when the user leaves it to the tool.</param>
internal sealed record BandSettings(BandChoice Choice, double Value, PriceRange? Range)
{
    /// <summary>The price axis of another map, to which this one is compared; null to choose one.</summary>
    public BandGrid? Same { get; init; }

    /// <summary>The fraction by which bands grow where nothing else is asked for.</summary>
    public double DefaultStep { get; init; } = BandGrid.DefaultStep;

    /// <summary>The price axis of a map to be made.</summary>
    public BandGrid Grid(double markPrice) => Same ?? Grid(BandSpacing.Geometric, DefaultStep, Range ?? BandGrid.DefaultRange(markPrice), "the default bands");

    /// <summary>Whether the bands depend on the window of the map: a number of bands over whatever it covers.</summary>
    public bool DependOnWindow => Choice == BandChoice.Count && Range is null;

    /// <summary>The price axis that a map which is there should have: its own bands and its own window, as far as nothing else is asked for.</summary>
    public BandGrid Grid(BandGrid present) =>
        Choice == BandChoice.Default && Range is null ? present : Grid(present.Spacing, present.Step, Range ?? new(present.Lower, present.Upper), "the map's own bands");

    /// <summary>The price axis of levels that go into any bands: that of another map, or as for a map that is there.</summary>
    public BandGrid GridOfLevels(BandGrid own) => Same ?? Grid(own);

    private BandGrid Grid(BandSpacing defaultSpacing, double defaultStep, PriceRange range, string defaultBands)
    {
        try
        {
            return Choice switch
            {
                BandChoice.Width => BandGrid.Uniform(Value, range),
                BandChoice.Count => BandGrid.WithCount((int)Value, range),
                BandChoice.Percent => BandGrid.Geometric(Value / 100, range),
                _ when defaultSpacing == BandSpacing.Uniform => BandGrid.Uniform(defaultStep, range),
                _ => BandGrid.Geometric(defaultStep, range),
            };
        }
        catch (ArgumentException error)
        {
            string asked = Choice switch
            {
                BandChoice.Width => $"--band {Text(Value)}",
                BandChoice.Count => $"--bands {Text(Value)}",
                BandChoice.Percent => $"--geometric {Text(Value)} (percent; from 0.0001 to 1000)",
                _ => defaultBands,
            };
            throw ToolException.Usage($"{asked} cannot cover {Text(range.Low)} to {Text(range.High)}: {Message.Of(error)}");
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
