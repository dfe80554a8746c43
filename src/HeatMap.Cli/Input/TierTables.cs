using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeatMap.Cli.Input;

/// <summary>Maintenance tables of one venue from a JSON file. The schema is described in docs/guide/tiers-file.md.</summary>
internal sealed class TierTables
{
    private readonly string _file;
    private readonly TierFile _content;

    private TierTables(string file, TierFile content)
    {
        _file = file;
        _content = content;
    }

    /// <summary>The venue that the file names.</summary>
    public string? Venue => _content.Venue;

    public static TierTables Read(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            TierFile? content = JsonSerializer.Deserialize(stream, TierFileJson.Default.TierFile);
            return content?.Tiers is { Count: > 0 }
                ? new(file, content)
                : throw ToolException.BadInput(file, $"expected an object with a list 'tiers' that is not empty");
        }
        catch (JsonException error)
        {
            throw ToolException.BadInput(file, $"line {error.LineNumber + 1}: {error.Path}: expected the schema of a tiers file, was not: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ToolException.Usage($"{file} cannot be read: {error.Message}");
        }
    }

    /// <summary>The quote asset in which bounds are stated; null where they are in coins or contracts.</summary>
    public string? QuoteAsset(string symbol) => Newest(symbol)[0].BoundsCurrency is { } currency && BasisOf(currency) == TierBasis.Quote ? currency : null;

    /// <summary>The newest table of a symbol.</summary>
    public MaintenanceSchedule Schedule(string symbol)
    {
        TierRow[] rows = Newest(symbol);
        try
        {
            TierBasis basis = BasisOf(rows[0].BoundsCurrency);
            if (rows[0].RateSlopePerUnit is { } slope)
            {
                return MaintenanceSchedule.SizeContinuous(rows[0].MaintenanceMarginRate, slope, basis);
            }

            RiskTier[] tiers = [.. rows.Select(static r => new RiskTier(
                r.NotionalFloor,
                r.MaintenanceMarginRate,
                r.MaintenanceAmount ?? double.NaN,
                r.MaxLeverage ?? double.NaN))];
            return IsMarginal(symbol, rows) ? MaintenanceSchedule.Marginal(basis, tiers) : MaintenanceSchedule.Flat(basis, tiers);
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(_file, $"{symbol}: {error.Message}");
        }
    }

    /// <summary>The rows of a symbol; where it has tables of several dates, those of the last.</summary>
    private TierRow[] Newest(string symbol)
    {
        TierRow[] rows = [.. _content.Tiers!.Where(r => r.Symbol == symbol)];
        if (rows.Length == 0)
        {
            string known = string.Join(", ", _content.Tiers!.Select(static r => r.Symbol).Distinct().Take(40));
            throw ToolException.BadInput(_file, $"there is no table for '{symbol}'; it has {known}");
        }

        string? newest = rows.Max(static r => r.AsOf);
        return [.. rows.Where(r => r.AsOf == newest).OrderBy(static r => r.NotionalFloor)];
    }

    /// <summary>Amounts that are not zero speak for themselves; otherwise the file says which method it means.</summary>
    private bool IsMarginal(string symbol, TierRow[] rows)
    {
        if (rows.Length == 1 || rows.Any(static r => r.MaintenanceAmount is not (null or 0)))
        {
            return true;
        }

        string method = _content.MarginMethod?.TrimStart() ?? "";
        return method.StartsWith("marginal", StringComparison.OrdinalIgnoreCase)
            || (method.StartsWith("flat", StringComparison.OrdinalIgnoreCase)
                ? false
                : throw ToolException.BadInput(_file, $"marginMethod: expected a text that begins with marginal or flat, which {symbol} needs, was '{method}'"));
    }

    private static TierBasis BasisOf(string? currency) => currency switch
    {
        null or "USDT" or "USDC" or "USD" or "BUSD" or "FDUSD" or "DAI" => TierBasis.Quote,
        _ when currency.StartsWith("contract", StringComparison.OrdinalIgnoreCase) => TierBasis.Contracts,
        _ => TierBasis.Base,
    };
}

/// <summary>The file as it lies.</summary>
internal sealed record TierFile(string? Venue, string? MarginMethod, List<TierRow>? Tiers);

/// <summary>One tier as it lies.</summary>
internal sealed record TierRow
{
    public required string Symbol { get; init; }

    public required double NotionalFloor { get; init; }

    public required double MaintenanceMarginRate { get; init; }

    public double? MaintenanceAmount { get; init; }

    public double? MaxLeverage { get; init; }

    public double? RateSlopePerUnit { get; init; }

    public string? BoundsCurrency { get; init; }

    public string? AsOf { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TierFile))]
internal sealed partial class TierFileJson : JsonSerializerContext;
