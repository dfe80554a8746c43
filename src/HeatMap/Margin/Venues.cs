using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HeatMap;

/// <summary>The rules of venues as presets: dated data, with their source.</summary>
/// <remarks>
/// <para>A preset without a date is the newest that this version of the package knows: the library has no clock. Tables that are not shipped
/// are loaded by the caller and given to <see cref="Rules"/>, which supplies the venue's trigger.</para>
/// <para>What is proved by which real numbers, and what is open: <c>docs/method/liquidation-prices.md</c>.</para>
/// </remarks>
public static partial class Venues
{
    /// <summary>The venues, by the names that the tool and <see cref="TryGet"/> use.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "binance-usdm", "binance-coinm", "bybit", "okx", "deribit", "hyperliquid", "bitmex", "kucoin", "gate", "bitget", "kraken-futures", "dydx-v4",
        "gmx-v1", "gmx-v2", "delta",
    ];

    /// <summary>Binance USD-M futures, a shipped table: marginal tiers by notional on mark value, no fee in the trigger, no rounding.</summary>
    /// <param name="symbol">For example BTCUSDT.</param>
    /// <param name="asOf">The day for which rules are wanted; the newest when <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no table for <paramref name="symbol"/>; the message lists those there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is known for a day as early as <paramref name="asOf"/>.</exception>
    public static MarginRules BinanceUsdm(string symbol, DateOnly? asOf = null) => Get("binance-usdm", symbol, asOf);

    /// <summary>Hyperliquid perpetuals, a shipped table: marginal tiers at half the initial rate on mark value, no fee in the trigger, no rounding.</summary>
    /// <param name="coin">For example BTC.</param>
    /// <param name="asOf">The day for which rules are wanted; the newest when <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no table for <paramref name="coin"/>; the message lists those there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is known for a day as early as <paramref name="asOf"/>.</exception>
    public static MarginRules Hyperliquid(string coin, DateOnly? asOf = null) => Get("hyperliquid", coin, asOf);

    /// <summary>A shipped table by the venue's name.</summary>
    /// <param name="venue">One of <see cref="Names"/>.</param>
    /// <param name="symbol">The venue's name of the contract.</param>
    /// <param name="asOf">The day for which rules are wanted; the newest when <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no table for the two names; the message lists those there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is known for a day as early as <paramref name="asOf"/>.</exception>
    /// <remarks>Tables are shared and immutable; each call allocates the rules around one.</remarks>
    public static MarginRules Get(string venue, string symbol, DateOnly? asOf = null)
    {
        RequireVenue(venue);
        ArgumentNullException.ThrowIfNull(symbol);
        if (TryGet(venue, symbol, asOf, out MarginRules? rules))
        {
            return rules;
        }

        if (Table(venue).TryGetValue(TableName(venue, symbol), out DatedSchedule[]? dated))
        {
            throw new ArgumentOutOfRangeException(
                nameof(asOf),
                asOf,
                string.Create(CultureInfo.InvariantCulture, $"the rules of {symbol} on {venue} are known from {dated[0].AsOf:yyyy-MM-dd}, not for {asOf:yyyy-MM-dd}"));
        }

        string known = string.Join(", ", Table(venue).Keys.Order(StringComparer.Ordinal));
        throw new ArgumentException(
            $"no table is shipped for '{symbol}' on {venue}; {(known.Length == 0 ? "nor for any of its contracts" : "there is one for " + known)}. Load the venue's table and give its schedule to Venues.Rules",
            nameof(symbol));
    }

    /// <summary>A shipped table by the venue's name, if there is one.</summary>
    /// <param name="venue">One of <see cref="Names"/>.</param>
    /// <param name="symbol">The venue's name of the contract.</param>
    /// <param name="asOf">The day for which rules are wanted; the newest when <see langword="null"/>.</param>
    /// <param name="rules">The rules, or <see langword="null"/>.</param>
    /// <returns>Whether both names have a table that is known for the day.</returns>
    /// <remarks>Allocates as <see cref="Get"/>.</remarks>
    public static bool TryGet(string venue, string symbol, DateOnly? asOf, [NotNullWhen(true)] out MarginRules? rules)
    {
        ArgumentNullException.ThrowIfNull(venue);
        ArgumentNullException.ThrowIfNull(symbol);
        DatedSchedule? found = Table(venue).TryGetValue(TableName(venue, symbol), out DatedSchedule[]? dated)
            ? asOf is { } day ? Array.FindLast(dated, d => d.AsOf <= day) : dated[^1]
            : null;
        rules = found is null ? null : Rules(venue, Contract(venue, symbol), found.Schedule, asOf) with { AsOf = found.AsOf, Source = found.Source };
        return rules is not null;
    }

    private static FrozenDictionary<string, DatedSchedule[]> Table(string venue) => venue switch
    {
        "binance-usdm" => BinanceUsdmTable,
        "binance-coinm" => BinanceCoinmTable,
        "bybit" => BybitTable,
        "okx" => OkxTable,
        "deribit" => DeribitTable,
        "hyperliquid" => HyperliquidTable,
        "bitmex" => BitmexTable,
        "dydx-v4" => DydxTable,
        _ => FrozenDictionary<string, DatedSchedule[]>.Empty,
    };

    /// <summary>The name under which a contract's table is kept: Deribit's dated futures of a coin, such as BTC-26SEP25, share one.</summary>
    private static string TableName(string venue, string symbol)
    {
        string[] parts = symbol.Split('-');
        bool isDated = venue == "deribit" && parts is [_, { Length: 6 or 7 } day] && char.IsAsciiDigit(day[0]) && char.IsAsciiDigit(day[^1]);
        return isDated ? parts[0] + DeribitDated : symbol;
    }

    private static void RequireVenue(string venue)
    {
        ArgumentNullException.ThrowIfNull(venue);
        if (!Names.Contains(venue))
        {
            throw new ArgumentException($"venue must be one of {string.Join(", ", Names)}, was '{venue}'", nameof(venue));
        }
    }

    /// <summary>A schedule with the day from which it is known, oldest first in a table.</summary>
    private sealed record DatedSchedule(DateOnly AsOf, string Source, MaintenanceSchedule Schedule);
}
