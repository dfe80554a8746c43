using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace HeatMap.Estimation;

/// <summary>The text form of a calibration: a line a number. One instance reads one text.</summary>
internal sealed class CalibrationText
{
    private const string Header = "heatmap-calibration 1";

    private readonly List<DistanceClass> _classes = [];
    private readonly List<double> _information = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private string? _baseAsset, _openInterestScope, _liquidationScope;
    private bool _isValidated;
    private double? _positioningShare, _turnover, _printScale, _elasticity;
    private DateOnly? _asOf;
    private TimeSpan? _interval;
    private VolumeUse? _volume;
    private long? _start, _end;

    public static string Write(Calibration calibration)
    {
        var text = new StringBuilder();
        Line($"{Header}");
        Line($"base-asset {Quoted(calibration.BaseAsset)}");
        Line($"validated {(calibration.IsValidated ? "yes" : "no")}");
        if (calibration.AsOf is { } asOf)
        {
            Line($"as-of {asOf:yyyy-MM-dd}");
        }

        if (calibration.OpenInterestScope is { } openInterest)
        {
            Line($"open-interest-scope {Quoted(openInterest)}");
        }

        if (calibration.LiquidationScope is { } liquidations)
        {
            Line($"liquidation-scope {Quoted(liquidations)}");
        }

        if (calibration.Interval is { } interval)
        {
            Line($"interval {interval:c}");
        }

        if (calibration.Volume is { } volume)
        {
            Line($"volume {(volume == VolumeUse.Reported ? "reported" : "by-range")}");
        }

        if (calibration.WindowStartUnixMs is { } start)
        {
            Line($"window-start-unix-ms {start}");
        }

        if (calibration.WindowEndUnixMs is { } end)
        {
            Line($"window-end-unix-ms {end}");
        }

        Line($"positioning-share {Number(calibration.PositioningShare)}");
        Line($"turnover-per-day {Number(calibration.TurnoverPerDay)}");
        Line($"print-scale {Number(calibration.PrintScale)}");
        Line($"elasticity {Number(calibration.Elasticity)}");
        foreach (DistanceClass c in calibration.Mix)
        {
            Line($"class {Number(c.Distance)} {Number(c.LongShare)} {Number(c.ShortShare)}");
        }

        if (!calibration.Information.IsEmpty)
        {
            Line($"information {string.Join(' ', calibration.Information.Select(Number))}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    public bool TryRead(string text, [NotNullWhen(true)] out Calibration? calibration, [NotNullWhen(false)] out string? reason)
    {
        calibration = null;
        int number = 0;
        bool hasHeader = false;
        try
        {
            foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
            {
                number++;
                ReadOnlySpan<char> line = raw.Trim();
                if (line.IsEmpty || line[0] == '#')
                {
                    continue;
                }

                if (!hasHeader)
                {
                    hasHeader = line.SequenceEqual(Header) ? true : throw new FormatException($"the text must begin with '{Header}', began with '{Shown(line)}'");
                    continue;
                }

                int space = line.IndexOfAny(' ', '\t');
                Take(number, (space < 0 ? line : line[..space]).ToString(), space < 0 ? "" : line[space..].Trim().ToString());
            }

            number = 0;
            calibration = hasHeader ? Made() : throw new FormatException($"the text is empty; it must begin with '{Header}'");
            reason = null;
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            reason = number > 0 ? $"line {number}: {e.Message}" : e.Message;
            return false;
        }
    }

    private Calibration Made()
    {
        if (_classes.Count == 0)
        {
            throw new FormatException("there must be a line 'class', was none");
        }

        if (_information.Count != 0 && _information.Count != _classes.Count)
        {
            throw new FormatException($"information must have one number a class ({_classes.Count}), had {_information.Count}");
        }

        var calibration = new Calibration
        {
            BaseAsset = _baseAsset ?? throw new FormatException("there must be a line 'base-asset', was none"),
            Mix = DistanceMix.Restored(_classes.ToArray()),
            IsValidated = _isValidated,
            AsOf = _asOf,
            OpenInterestScope = _openInterestScope,
            LiquidationScope = _liquidationScope,
            Interval = _interval,
            Volume = _volume,
            WindowStartUnixMs = _start,
            WindowEndUnixMs = _end,
            Information = [.. _information],
        };

        // What is not written keeps its default, whose one home is the calibration.
        return calibration with
        {
            PositioningShare = _positioningShare ?? calibration.PositioningShare,
            TurnoverPerDay = _turnover ?? calibration.TurnoverPerDay,
            PrintScale = _printScale ?? calibration.PrintScale,
            Elasticity = _elasticity ?? calibration.Elasticity,
        };
    }

    private void Take(int number, string key, string rest)
    {
        if (key != "class" && !_lines.TryAdd(key, number))
        {
            throw new FormatException($"'{Shown(key)}' stands twice, first in line {_lines[key]}");
        }

        switch (key)
        {
            case "base-asset": _baseAsset = Unquoted(key, rest); break;
            case "validated": _isValidated = rest switch { "yes" => true, "no" => false, _ => throw Bad(key, "yes or no", rest) }; break;
            case "as-of": _asOf = DateOnly.TryParseExact(rest, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw Bad(key, "a day as 2026-02-12", rest); break;
            case "open-interest-scope": _openInterestScope = Unquoted(key, rest); break;
            case "liquidation-scope": _liquidationScope = Unquoted(key, rest); break;
            case "interval": _interval = TimeSpan.TryParseExact(rest, "c", CultureInfo.InvariantCulture, out TimeSpan time) ? time : throw Bad(key, "a time as 01:00:00", rest); break;
            case "volume": _volume = rest switch { "by-range" => VolumeUse.ByRange, "reported" => VolumeUse.Reported, _ => throw Bad(key, "by-range or reported", rest) }; break;
            case "window-start-unix-ms": _start = Whole(key, rest); break;
            case "window-end-unix-ms": _end = Whole(key, rest); break;
            case "positioning-share": _positioningShare = Within(key, rest, v => new Calibration { BaseAsset = "x", Mix = Unit, PositioningShare = v }); break;
            case "turnover-per-day": _turnover = Within(key, rest, v => new Calibration { BaseAsset = "x", Mix = Unit, TurnoverPerDay = v }); break;
            case "print-scale": _printScale = Within(key, rest, v => new Calibration { BaseAsset = "x", Mix = Unit, PrintScale = v }); break;
            case "elasticity": _elasticity = Within(key, rest, v => new Calibration { BaseAsset = "x", Mix = Unit, Elasticity = v }); break;
            case "class": TakeClass(rest); break;
            case "information":
                foreach (string part in Parts(rest))
                {
                    double value = Double(key, part);
                    _information.Add(value >= 0 && value < double.PositiveInfinity ? value : throw Bad(key, "finite and >= 0", part));
                }

                break;
            default: throw new FormatException($"unknown key '{Shown(key)}'");
        }
    }

    private void TakeClass(string rest)
    {
        string[] parts = Parts(rest);
        if (parts.Length != 3)
        {
            throw Bad("class", "distance, share of longs, share of shorts", rest);
        }

        _classes.Add(new(Double("class", parts[0]), Double("class", parts[1]), Double("class", parts[2])));
        if (_classes.Count > DistanceMix.MaxCount)
        {
            throw new FormatException($"there may be {DistanceMix.MaxCount} lines 'class', was one more");
        }
    }

    private static DistanceMix Unit { get; } = new(new DistanceClass(1, 1, 1));

    /// <summary>A number that the calibration itself accepts, so that its limits stand in one place and a refusal names the line.</summary>
    private static double Within(string key, string text, Func<double, Calibration> taken)
    {
        double value = Double(key, text);
        _ = taken(value);
        return value;
    }

    private static string[] Parts(string rest) => rest.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static double Double(string key, string text)
    {
        if (text == "inf")
        {
            return double.PositiveInfinity;
        }

        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;
        return double.TryParse(text, Styles, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : throw Bad(key, "a number, or inf", text);
    }

    private static long Whole(string key, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : throw Bad(key, "a whole number", text);

    private static FormatException Bad(string key, string allowed, string text) => new($"{key} must be {allowed}, was '{Shown(text)}'");

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "inf" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A name in quotes: one line, whatever it holds.</summary>
    private static string Quoted(string name)
    {
        var text = new StringBuilder("\"");
        foreach (char c in name)
        {
            if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (char.IsControl(c) || c is '\u2028' or '\u2029')
            {
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(c);
            }
        }

        return text.Append('"').ToString();
    }

    private static string Unquoted(string key, string rest)
    {
        if (rest.Length < 2 || rest[0] != '"' || rest[^1] != '"')
        {
            throw Bad(key, "a name in quotes", rest);
        }

        var name = new StringBuilder();
        int last = rest.Length - 1;
        for (int i = 1; i < last; i++)
        {
            char c = rest[i];
            if (c == '"')
            {
                throw Bad(key, "one name in quotes", rest);
            }

            if (c == '\\')
            {
                bool isCode = i + 5 < last && rest[i + 1] == 'u';
                if (isCode && ushort.TryParse(rest.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
                {
                    name.Append((char)code);
                    i += 5;
                    continue;
                }

                c = i + 1 < last && rest[i + 1] is '"' or '\\' ? rest[++i] : throw Bad(key, "a name in quotes with \\\", \\\\ and \\u0000 for what cannot stand in it", rest);
            }

            name.Append(c);
        }

        return Internal.Guard.Name(name.ToString(), key);
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : string.Concat(text[..60], "...");
}
