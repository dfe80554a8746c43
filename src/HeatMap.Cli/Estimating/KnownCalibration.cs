using HeatMap.Cli.Input;
using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>What is known beforehand, and how far it holds for the data.</summary>
/// <param name="Calibration">The calibration; not marked as validated where the data are of another kind.</param>
/// <param name="File">Where it was read from; null for the shipped one.</param>
/// <param name="Doubt">Why it is not validated for these data; null where it is.</param>
internal sealed record KnownCalibration(Calibration Calibration, string? File, string? Doubt)
{
    /// <summary>What an asset is called that nobody names.</summary>
    public const string Unnamed = "unnamed asset";

    /// <summary>Whether the calibration was fitted to this asset; the shipped one was to BTC, whatever it is lent to.</summary>
    public bool IsOfAsset => File is not null || Calibration.BaseAsset == "BTC";

    private const long MaxLength = 1 << 20;

    /// <summary>Reads the user's calibration, which is refused for other data, or takes the shipped one.</summary>
    /// <exception cref="ToolException">The file is none, or was made for other data.</exception>
    public static KnownCalibration Of(BarInputSettings settings, MarketBars bars, ToolConsole console)
    {
        if (settings.CalibrationFile is { } file)
        {
            Calibration read = Read(file, console);
            try
            {
                read.RequireScope(settings.Asset ?? read.BaseAsset, bars.Scopes, bars.Interval);
            }
            catch (ArgumentException error)
            {
                throw ToolException.BadInput(file, Message.Of(error));
            }

            return new(read, file, read.IsValidated ? null : $"nobody scored {Path.GetFileName(file)} on unseen data");
        }

        var shipped = Calibration.Default(settings.Asset ?? Unnamed);
        string? doubt = !shipped.IsValidated
            ? $"the shipped calibration was scored on BTC alone{(settings.Asset is null ? "; say what this is with --asset" : "")}"
            : DoubtOf(shipped, bars);
        return new(shipped with { IsValidated = doubt is null }, null, doubt);
    }

    /// <summary>The shipped calibration serves other markets and bars too, but nobody has shown how well.</summary>
    private static string? DoubtOf(Calibration shipped, MarketBars bars)
    {
        try
        {
            shipped.RequireScope(shipped.BaseAsset, bars.Scopes, bars.Interval);
            return null;
        }
        catch (ArgumentException error)
        {
            return Message.Of(error);
        }
    }

    private static Calibration Read(string file, ToolConsole console)
    {
        using InputStream input = InputStream.Open(file, console);
        if (input.Length > MaxLength)
        {
            throw ToolException.BadInput(file, $"expected a calibration of at most {MaxLength} bytes, had {input.Length}");
        }

        using var reader = new StreamReader(input.Content);
        return Calibration.TryParse(reader.ReadToEnd(), out Calibration? calibration, out string? reason) ? calibration
            : throw ToolException.BadInput(file, $"expected a calibration, was none: {Message.Printable(reason)}");
    }
}
