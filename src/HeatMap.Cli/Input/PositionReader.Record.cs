using System.Text;

namespace HeatMap.Cli.Input;

/// <content>What a line says, checked cell by cell.</content>
internal sealed partial class PositionReader
{
    private const string AnyNumber = "a number, or empty";

    /// <summary>Checks the current line.</summary>
    /// <exception cref="BadRow">A value is not what its column holds.</exception>
    public PositionRecord Parse()
    {
        double size = Number(ColumnNames.Quantity, "a number that is not zero", static x => x != 0);
        if (Has(ColumnNames.Side))
        {
            bool isLong = ParseSide();
            if (size < 0)
            {
                throw Bad(ColumnNames.Quantity, "a number > 0 beside a side");
            }

            size = isLong ? size : -size;
        }

        double reported = Optional(ColumnNames.LiquidationPrice, "a number >= 0, or empty", static x => x >= 0);
        return new()
        {
            Line = _rows.Line,
            Row = Row,
            SignedSize = size,
            EntryPrice = Number(ColumnNames.EntryPrice, "a number > 0", static x => x > 0),
            ContractSize = Optional(ColumnNames.ContractSize, "a number > 0", static x => x > 0),
            Unit = ParseUnit(),
            Kind = ParseKind(),
            Mode = ParseMode(),
            Account = Account(),
            Venue = Text(ColumnNames.Venue, ref _lastVenue),
            Variant = ParseVariant(),
            AsOf = ParseDay(),
            MarginUnit = Word(ColumnNames.MarginUnit),
            LiquidationPrice = reported == 0 ? double.NaN : reported,
            ReportsNoPrice = reported == 0,
            BankruptcyPrice = Optional(ColumnNames.BankruptcyPrice, "a number >= 0, or empty", static x => x >= 0),
            AdlCap = Optional(ColumnNames.AdlCap, "a fraction from 0 to 1, or empty", static x => x is >= 0 and <= 1),
            Margin = Optional(ColumnNames.Margin, "a number >= 0, or empty", static x => x >= 0),
            ExtraMargin = Optional(ColumnNames.ExtraMargin, AnyNumber, static _ => true),
            Leverage = Optional(ColumnNames.Leverage, "a number > 0, or empty", static x => x > 0),
            WalletBalance = Optional(ColumnNames.WalletBalance, AnyNumber, static _ => true),
            Equity = Optional(ColumnNames.Equity, AnyNumber, static _ => true),
            QuoteBalance = Optional(ColumnNames.QuoteBalance, AnyNumber, static _ => true),
            OrderMargin = Optional(ColumnNames.OrderMargin, "a number >= 0, or empty", static x => x >= 0),
            MaintenanceRate = Optional(ColumnNames.MaintenanceRate, "a fraction >= 0 and < 1, or empty", static x => x is >= 0 and < 1),
            MaintenanceAmount = Optional(ColumnNames.MaintenanceAmount, "a number >= 0, or empty", static x => x >= 0),
            MaintenanceSlope = Optional(ColumnNames.MaintenanceSlope, "a number >= 0, or empty", static x => x >= 0),
            TakerFeeRate = Optional(ColumnNames.TakerFeeRate, "a fraction >= 0 and < 1, or empty", static x => x is >= 0 and < 1),
            LiquidationFee = Optional(ColumnNames.LiquidationFee, "a number >= 0, or empty", static x => x >= 0),
            PredictedFundingRate = Optional(ColumnNames.PredictedFundingRate, "a fraction > -1 and < 1, or empty", static x => x is > -1 and < 1),
            PendingFunding = Optional(ColumnNames.PendingFunding, AnyNumber, static _ => true),
            Tick = Optional(ColumnNames.Tick, "a number > 0, or empty", static x => x > 0),
            MarkPrice = Optional(ColumnNames.MarkPrice, "a number > 0, or empty", static x => x > 0),
        };
    }

    private bool ParseSide()
    {
        Span<char> text = stackalloc char[8];
        ReadOnlySpan<byte> bytes = _rows.Span(ColumnNames.Side);
        int length = bytes.Length <= text.Length ? Encoding.ASCII.GetChars(bytes, text) : 0;
        return text[..length] switch
        {
            var t when Is(t, "long") || Is(t, "buy") || Is(t, "l") => true,
            var t when Is(t, "short") || Is(t, "sell") || Is(t, "s") => false,
            _ => throw Bad(ColumnNames.Side, "long or short"),
        };

        static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private ContractKind? ParseKind() => Word(ColumnNames.Contract) switch
    {
        null => null,
        "linear" => ContractKind.Linear,
        "inverse" => ContractKind.Inverse,
        "quanto" => ContractKind.Quanto,
        _ => throw Bad(ColumnNames.Contract, "linear, inverse or quanto"),
    };

    private MarginMode? ParseMode() => Word(ColumnNames.MarginMode) switch
    {
        null => null,
        "isolated" => MarginMode.Isolated,
        "cross" or "crossed" => MarginMode.Cross,
        _ => throw Bad(ColumnNames.MarginMode, "isolated or cross"),
    };

    private QuantityUnit? ParseUnit() => Word(ColumnNames.QuantityUnit) switch
    {
        null => null,
        "base" => QuantityUnit.Base,
        "contracts" => QuantityUnit.Contracts,
        "quote" => QuantityUnit.Quote,
        _ => throw Bad(ColumnNames.QuantityUnit, "base, contracts or quote"),
    };

    private string? ParseVariant() => Word(ColumnNames.Rules) switch
    {
        null => null,
        { } variant when Venues.Variants.Contains(variant) => variant,
        _ => throw Bad(ColumnNames.Rules, $"one of {string.Join(", ", Venues.Variants)}, or empty"),
    };

    private DateOnly? ParseDay() => Word(ColumnNames.AsOf) switch
    {
        null => null,
        { } text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) => day,
        _ => throw Bad(ColumnNames.AsOf, "a date as yyyy-MM-dd, or empty"),
    };
}
