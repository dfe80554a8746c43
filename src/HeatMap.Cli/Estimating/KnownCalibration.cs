using HeatMap.Cli.Input;
using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>What is known beforehand, and how far it holds for the data.</summary>
/// <param name="Calibration">The calibration; not marked as validated where the data are of another kind.</param>
/// <param name="File">Where it was read from; null for the shipped one.</param>
/// <param name="Volume">How much a bar is taken to have traded: what the user says, or what the calibration was fitted under.</param>
/// <param name="Doubt">Why it is not validated for these data; null where it is.</param>
internal sealed record KnownCalibration(Calibration Calibration, string? File, VolumeUse Volume, string? Doubt)
{
    /// <summary>What an asset is called that nobody names.</summary>
    public const string Unnamed = "unnamed asset";

    /// <summary>Whether the calibration was fitted to this asset; the shipped one was to BTC, whatever it is lent to.</summary>
    public bool IsOfAsset => File is not null || Calibration.BaseAsset == "BTC";

    /// <summary>What all estimators of a run share: bars longer than a day are no holes.</summary>
    /// <param name="bar">The length of the bars.</param>
    public PositionEstimatorOptions Choices(TimeSpan bar)
    {
        var choices = new PositionEstimatorOptions { Volume = Volume };
        return bar > choices.RestartAfter ? choices with { RestartAfter = bar } : choices;
    }

    private const long MaxLength = 1 << 20;

    /// <summary>Reads the user's calibration, which is refused for other data, or takes the shipped one.</summary>
    /// <param name="settings">What the user says.</param>
    /// <param name="bars">The data.</param>
    /// <param name="usesLiquidations">Whether liquidations of the data enter, so that their scope matters too.</param>
    /// <param name="console">For standard input and messages.</param>
    /// <exception cref="ToolException">The file is none, or was made for other data.</exception>
    public static KnownCalibration Of(BarInputSettings settings, MarketBars bars, bool usesLiquidations, ToolConsole console)
    {
        Calibration known = settings.CalibrationFile is { } file ? Read(file, console) : Calibration.Default(settings.Asset ?? Unnamed);
        VolumeUse volume = settings.Volume ?? known.Volume ?? VolumeUse.ByRange;
        string? refusal = RefusalOf(known, settings.Asset ?? known.BaseAsset, bars);
        if (refusal is not null && settings.CalibrationFile is not null)
        {
            throw ToolException.BadInput(settings.CalibrationFile, refusal);
        }

        string? doubt = known.IsValidated ? refusal ?? Unsaid(known, bars.Scopes, volume, usesLiquidations)
            : settings.CalibrationFile is { } own ? $"nobody scored {Path.GetFileName(own)} on unseen data"
            : $"the shipped calibration was scored on BTC alone{(settings.Asset is null ? "; say what this is with --asset" : "")}";
        return new(known with { IsValidated = doubt is null }, settings.CalibrationFile, volume, doubt);
    }

    /// <summary>Why the calibration is not for such data; null where nothing says so. The shipped one serves other markets and bars too, but nobody has shown how well.</summary>
    private static string? RefusalOf(Calibration known, string asset, MarketBars bars)
    {
        try
        {
            known.RequireScope(asset, bars.Scopes, bars.Interval);
            return null;
        }
        catch (ArgumentException error)
        {
            return Message.Of(error);
        }
    }

    /// <summary>What nobody said, or said otherwise, of what the calibration was scored with: nothing is validated by silence.</summary>
    private static string? Unsaid(Calibration known, MarketScopes scopes, VolumeUse volume, bool usesLiquidations) => known switch
    {
        { OpenInterestScope: { } open } when scopes.OpenInterest is null => $"it was scored with open interest of '{open}', and nobody says whose this is (--scope-oi)",
        { LiquidationScope: { } forced } when usesLiquidations && scopes.Liquidations is null => $"it was scored with liquidations of '{forced}', and nobody says whose these are (--scope-liquidations)",
        { Volume: { } fitted } when fitted != volume => $"it was fitted with volume {NameOf(fitted)}, not {NameOf(volume)}",
        _ => null,
    };

    private static string NameOf(VolumeUse volume) => volume == VolumeUse.Reported ? "as reported" : "by range";

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
