using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>Adds maps up, takes one from another, and says which file is at fault where that cannot be.</summary>
internal sealed class MapMerger(MergeSettings settings, ToolConsole console)
{
    /// <summary>How far marks may be apart: prices of one contract at two moments or venues, not of two contracts.</summary>
    private const double MarkTolerance = 0.1;

    /// <summary>After <see cref="Merge"/>, makes the same map with another name of dollars; null where the files say what they count.</summary>
    public Func<string, LiquidationMap>? InUnit { get; private set; }

    /// <summary>The sum of all files.</summary>
    public LiquidationMap Merge()
    {
        MapFile first = Read(settings.Files[0]);
        LiquidationMap sum = first.Map;
        InUnit = settings.Files.Count == 1 && first.Answer is { } answer
            ? unit => MapFile.OfAnswer(first.File, answer, new() { At = settings.At, Mark = settings.Mark, Bands = _ => sum.Grid, Unit = unit }).Map.WithMark(sum.MarkPrice)
            : null;
        foreach (string file in settings.Files.Skip(1))
        {
            sum = Add(sum, Read(file, sum), first);
        }

        // Levels were put into the bands that are asked for at once.
        return settings.Files.Count == 1 && first.Answer is not null ? sum : Reband(sum, first.File);
    }

    /// <summary>The sum of all files less one.</summary>
    public (LiquidationMap Left, LiquidationMap Right, MapDifference Difference) Subtract(string minusFile)
    {
        LiquidationMap left = Merge(), right = Reband(Read(minusFile, left).Map, minusFile);
        try
        {
            return (left, right, left - right);
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(minusFile, $"cannot be taken from {settings.Files[0]}: {Text(error, left)}");
        }
    }

    /// <summary>A file's map, with the bands and the mark that the user states: so maps go together whose own windows or bands do not.</summary>
    private MapFile Read(string file, LiquidationMap? beside = null)
    {
        // Levels take the bands of the map that they go with.
        MapFile read = MapFile.Read(file, console, new()
        {
            At = settings.At,
            Mark = settings.Mark,
            Bands = own => beside?.Grid ?? settings.Bands.GridOfLevels(own),
            Unit = beside is not null ? RowSink.DollarsOf(beside) : settings.DollarUnit,
        });
        if (read.Answer is null && !settings.Bands.DependOnWindow)
        {
            read = read with { Map = Reband(read.Map, file) };
        }

        if (settings.Mark is not { } mark)
        {
            return read;
        }

        return AreNear(read.Map.MarkPrice, mark) ? read with { Map = read.Map.WithMark(mark) }
            : throw ToolException.BadInput(file, string.Create(CultureInfo.InvariantCulture, $"expected a map whose mark is within 10 % of --mark {mark}, was {read.Map.MarkPrice}"));
    }

    /// <summary>A mark that differs a little is looked at last, because the user can mend it; one that differs much, first.</summary>
    private static LiquidationMap Add(LiquidationMap sum, MapFile next, MapFile first)
    {
        string pair = $"cannot be merged with {first.File}", marks = string.Create(CultureInfo.InvariantCulture, $"the marks of the maps differ: {sum.MarkPrice} and {next.Map.MarkPrice}");
        if (!AreNear(sum.MarkPrice, next.Map.MarkPrice))
        {
            throw ToolException.BadInput(next.File, $"{pair}: {marks}; these are of two contracts, or of moments far apart");
        }

        try
        {
            LiquidationMap together = LiquidationMap.Merge(sum, next.Map.WithMark(sum.MarkPrice));
            return next.Map.MarkPrice.Equals(sum.MarkPrice) ? together
                : throw ToolException.BadInput(next.File, $"{pair}: {marks}; state one with --mark PRICE");
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw ToolException.BadInput(next.File, $"{pair}: {Text(error, sum)}");
        }
    }

    private static bool AreNear(double mark, double other) => Math.Abs(mark - other) <= MarkTolerance * Math.Max(mark, other);

    private LiquidationMap Reband(LiquidationMap map, string file)
    {
        BandGrid grid = settings.Bands.Grid(map.Grid);
        try
        {
            return grid.Equals(map.Grid) ? map : map.Reband(grid);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw ToolException.Usage($"{file} cannot have the bands asked for: {Text(error, map)}");
        }
    }

    private static string Text(Exception error, LiquidationMap map) => error is ArgumentException argument ? InOptions(Message.Printable(Message.Of(argument)))
        : string.Create(CultureInfo.InvariantCulture, $"a band would hold 2^63 units of {map.Quantum} or more");

    /// <summary>The library's advice in words of the tool.</summary>
    private static string InOptions(string message)
    {
        int advice = message.IndexOf("; give the maps windows", StringComparison.Ordinal);
        return advice < 0 ? message : message[..advice] + "; add --range LOW:HIGH inside the windows of all files";
    }
}
