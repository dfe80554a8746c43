using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>Adds maps up, takes one from another, and says which file is at fault where that cannot be.</summary>
internal sealed class MapMerger(MergeSettings settings, ToolConsole console)
{
    /// <summary>How far a map's mark may be from the one that the user states: prices of one contract, not of two.</summary>
    private const double MarkTolerance = 0.1;

    /// <summary>The sum of all files.</summary>
    public LiquidationMap Merge()
    {
        MapFile first = Read(settings.Files[0]);
        LiquidationMap sum = first.Map;
        foreach (string file in settings.Files.Skip(1))
        {
            sum = Add(sum, Read(file), first);
        }

        return Reband(sum, first.File);
    }

    /// <summary>The sum of all files less one.</summary>
    public (LiquidationMap Left, LiquidationMap Right, MapDifference Difference) Subtract(string minusFile)
    {
        LiquidationMap left = Merge(), right = Reband(Read(minusFile).Map, minusFile);
        try
        {
            return (left, right, left - right);
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(minusFile, $"cannot be taken from {settings.Files[0]}: {Text(error, left)}");
        }
    }

    /// <summary>A file's map, with the mark that the user states.</summary>
    private MapFile Read(string file)
    {
        MapFile read = MapFile.Read(file, console);
        if (settings.Mark is not { } mark)
        {
            return read;
        }

        return Math.Abs(read.Map.MarkPrice - mark) <= MarkTolerance * mark ? read with { Map = read.Map.WithMark(mark) }
            : throw ToolException.BadInput(file, string.Create(CultureInfo.InvariantCulture, $"expected a map whose mark is within 10 % of --mark {mark}, was {read.Map.MarkPrice}"));
    }

    /// <summary>The mark is looked at last, because the user can mend it.</summary>
    private static LiquidationMap Add(LiquidationMap sum, MapFile next, MapFile first)
    {
        string pair = $"cannot be merged with {first.File}";
        try
        {
            LiquidationMap together = LiquidationMap.Merge(sum, next.Map.WithMark(sum.MarkPrice));
            return next.Map.MarkPrice.Equals(sum.MarkPrice) ? together
                : throw ToolException.BadInput(
                    next.File,
                    string.Create(CultureInfo.InvariantCulture, $"{pair}: the marks of the maps differ: {sum.MarkPrice} and {next.Map.MarkPrice}; state one with --mark PRICE"));
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw ToolException.BadInput(next.File, $"{pair}: {Text(error, sum)}");
        }
    }

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

    private static string Text(Exception error, LiquidationMap map) => error is ArgumentException argument ? Message.Printable(Message.Of(argument))
        : string.Create(CultureInfo.InvariantCulture, $"a band would hold 2^63 units of {map.Quantum} or more");
}
