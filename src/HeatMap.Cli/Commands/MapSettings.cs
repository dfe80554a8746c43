namespace HeatMap.Cli.Commands;

/// <summary>How the bands of a map are asked for.</summary>
internal enum BandChoice
{
    Default = 0,
    Width,
    Count,
    Percent,
}

/// <summary>What the user asked <c>heatmap map</c> to do, checked.</summary>
internal sealed record MapSettings
{
    public required string File { get; init; }

    public double? Mark { get; init; }

    public string? Symbol { get; init; }

    public BandChoice Bands { get; init; }

    /// <summary>Width, number or percent, as <see cref="Bands"/> says.</summary>
    public double BandValue { get; init; }

    public PriceRange? Range { get; init; }

    public string? Venue { get; init; }

    public string? TiersFile { get; init; }

    public bool Recompute { get; init; }

    public bool SkipBad { get; init; }

    /// <summary>Our column names with the names that the file uses for them.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Format { get; init; } = "table";

    public string? HtmlFile { get; init; }

    public string? SvgFile { get; init; }

    public string? OutFile { get; init; }

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
            throw ToolException.Usage($"these bands cannot be made: {error.Message}");
        }
    }
}
