using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HeatMap;

/// <summary>The rules of venues as presets: dated data, with their source.</summary>
/// <remarks>
/// <para>A preset without a date is the newest that this version of the package knows: the library has no clock. Tables that are not shipped
/// are loaded by the caller and given to the overload that takes a schedule.</para>
/// <para>What is proved by which real numbers: <c>docs/method/liquidation-price.md</c>.</para>
/// </remarks>
public static partial class Venues
{
    /// <summary>The venues with presets, by the names that the tool and <see cref="TryGet"/> use.</summary>
    public static ImmutableArray<string> Names { get; } = ["binance-usdm", "hyperliquid"];

    /// <summary>Binance USD-M futures: marginal tiers by notional on mark value, no fee in the trigger, no rounding.</summary>
    /// <param name="symbol">For example BTCUSDT.</param>
    /// <param name="asOf">The day for which rules are wanted; the newest when <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no preset for <paramref name="symbol"/>; the message lists those there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is known for a day as early as <paramref name="asOf"/>.</exception>
    public static MarginRules BinanceUsdm(string symbol, DateOnly? asOf = null) =>
        Preset("binance-usdm", symbol, asOf) ?? throw Unknown("binance-usdm", symbol);

    /// <summary>Binance USD-M futures with a schedule that the caller loaded.</summary>
    /// <param name="symbol">Names the contract; its quote asset is read off the end (USDT, USDC, BUSD, FDUSD), otherwise USDT.</param>
    /// <param name="schedule">Marginal tiers by notional.</param>
    public static MarginRules BinanceUsdm(string symbol, MaintenanceSchedule schedule)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        string quote = Array.Find(["USDC", "FDUSD", "BUSD"], q => symbol.EndsWith(q, StringComparison.Ordinal)) ?? "USDT";
        return new(ContractSpec.Linear(symbol, quote), schedule) { Venue = "binance-usdm" };
    }

    /// <summary>Hyperliquid perpetuals: marginal tiers at half the initial rate on mark value, no fee in the trigger, no rounding.</summary>
    /// <param name="coin">For example BTC.</param>
    /// <param name="asOf">The day for which rules are wanted; the newest when <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no preset for <paramref name="coin"/>; the message lists those there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is known for a day as early as <paramref name="asOf"/>.</exception>
    public static MarginRules Hyperliquid(string coin, DateOnly? asOf = null) =>
        Preset("hyperliquid", coin, asOf) ?? throw Unknown("hyperliquid", coin);

    /// <summary>Hyperliquid perpetuals with a schedule that the caller loaded.</summary>
    /// <param name="coin">Names the contract.</param>
    /// <param name="schedule">See <see cref="MaintenanceSchedule.FromMaxLeverage"/>.</param>
    public static MarginRules Hyperliquid(string coin, MaintenanceSchedule schedule) =>
        new(new ContractSpec(coin, ContractKind.Linear, "USD", "USDC"), schedule) { Venue = "hyperliquid" };

    /// <summary>A preset by the venue's name.</summary>
    /// <param name="venue">One of <see cref="Names"/>.</param>
    /// <param name="symbol">The venue's name of the contract.</param>
    /// <param name="asOf">The day for which rules are wanted; the newest when <see langword="null"/>.</param>
    /// <param name="rules">The rules, or <see langword="null"/>.</param>
    /// <returns>Whether both names have a preset.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is known for a day as early as <paramref name="asOf"/>.</exception>
    public static bool TryGet(string venue, string symbol, DateOnly? asOf, [NotNullWhen(true)] out MarginRules? rules)
    {
        ArgumentNullException.ThrowIfNull(venue);
        ArgumentNullException.ThrowIfNull(symbol);
        rules = Names.Contains(venue) ? Preset(venue, symbol, asOf) : null;
        return rules is not null;
    }

    /// <summary>A venue's trigger with a schedule that the caller loaded.</summary>
    /// <param name="venue">One of <see cref="Names"/>.</param>
    /// <param name="symbol">The venue's name of the contract.</param>
    /// <param name="schedule">Its maintenance.</param>
    /// <exception cref="ArgumentException">There is no venue of that name; the message lists those there are.</exception>
    public static MarginRules With(string venue, string symbol, MaintenanceSchedule schedule) => venue switch
    {
        "binance-usdm" => BinanceUsdm(symbol, schedule),
        "hyperliquid" => Hyperliquid(symbol, schedule),
        _ => throw new ArgumentException($"venue must be one of {string.Join(", ", Names)}, was '{venue}'", nameof(venue)),
    };

    private static FrozenDictionary<string, DatedSchedule[]> Table(string venue) => venue == "hyperliquid" ? HyperliquidTable : BinanceUsdmTable;

    private static MarginRules? Preset(string venue, string symbol, DateOnly? asOf)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        if (!Table(venue).TryGetValue(symbol, out DatedSchedule[]? dated))
        {
            return null;
        }

        DatedSchedule? found = asOf is { } day ? Array.FindLast(dated, d => d.AsOf <= day) : dated[^1];
        if (found is null)
        {
            throw new ArgumentOutOfRangeException(
                nameof(asOf),
                asOf,
                string.Create(CultureInfo.InvariantCulture, $"the rules of {symbol} on {venue} are known from {dated[0].AsOf:yyyy-MM-dd}, not for {asOf:yyyy-MM-dd}"));
        }

        return With(venue, symbol, found.Schedule) with { AsOf = found.AsOf, Source = found.Source };
    }

    private static ArgumentException Unknown(string venue, string symbol) => new(
        $"there is no preset for '{symbol}' on {venue}; there is one for {string.Join(", ", Table(venue).Keys.Order(StringComparer.Ordinal))}. "
        + "Load the venue's table and give its schedule",
        nameof(symbol));

    /// <summary>A schedule with the day from which it is known, oldest first in a table.</summary>
    private sealed record DatedSchedule(DateOnly AsOf, string Source, MaintenanceSchedule Schedule);
}
