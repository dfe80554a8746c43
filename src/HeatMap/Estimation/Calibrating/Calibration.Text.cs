using System.Diagnostics.CodeAnalysis;

namespace HeatMap.Estimation;

/// <content>The text form; see docs/method/calibration.md.</content>
public sealed partial record Calibration
{
    /// <summary>Writes the calibration down, so that <see cref="Parse(string)"/> gives it back bit for bit.</summary>
    /// <returns>Lines that end in a line feed, the same on every machine.</returns>
    public string ToText() => CalibrationText.Write(this);

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <param name="text">The lines, in any order after the first; empty lines and those that begin with # are passed over.</param>
    /// <exception cref="FormatException">The text is no calibration; the message names line, key and what is allowed.</exception>
    public static Calibration Parse(string text) => TryParse(text, out Calibration? calibration, out string? reason) ? calibration : throw new FormatException(reason);

    /// <summary>Reads what <see cref="ToText"/> wrote, for data of a stated kind.</summary>
    /// <param name="text">As for <see cref="Parse(string)"/>.</param>
    /// <param name="baseAsset">The asset of the data.</param>
    /// <param name="scopes">Over which markets the data were counted; null, or null in it, where nobody says.</param>
    /// <param name="interval">The length of the data's bars; null to compare none.</param>
    /// <exception cref="FormatException">The text is no calibration.</exception>
    /// <exception cref="ArgumentException">It was made for other data; see <see cref="RequireScope"/>.</exception>
    public static Calibration Parse(string text, string baseAsset, MarketScopes? scopes = null, TimeSpan? interval = null)
    {
        Calibration calibration = Parse(text);
        calibration.RequireScope(baseAsset, scopes, interval);
        return calibration;
    }

    /// <summary>Reads what <see cref="ToText"/> wrote, if it is that.</summary>
    /// <param name="text">As for <see cref="Parse(string)"/>.</param>
    /// <param name="calibration">The calibration; null where there is none.</param>
    /// <param name="reason">Why there is none, with line and key; null where there is one.</param>
    /// <returns>Whether the text is a calibration.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Calibration? calibration, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new CalibrationText().TryRead(text, out calibration, out reason);
    }
}
