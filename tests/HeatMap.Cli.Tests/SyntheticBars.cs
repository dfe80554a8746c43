using System.Globalization;

namespace HeatMap.Cli.Tests;

/// <summary>Bars of nobody's market: a seeded walk whose liquidations follow its moves.</summary>
internal static class SyntheticBars
{
    public const long Start = 1_767_225_600_000, Hour = 3_600_000;

    public const string Header = "time_unix_ms,open,high,low,close,volume,open_interest,long_liquidation_usd,short_liquidation_usd";

    /// <summary>A header and a line an hour.</summary>
    public static string[] Lines(int hours, long seed = 1, bool liquidations = true)
    {
        var lines = new List<string> { liquidations ? Header : Header[..Header.IndexOf(",long_", StringComparison.Ordinal)] };
        var numbers = new Numbers(seed);
        double price = 50_000, interest = 80_000;
        for (int i = 0; i < hours; i++)
        {
            double busy = numbers.Next() < 0.1 ? 4 : 1, open = price, move = 0.004 * busy * numbers.Centred();
            price = Math.Round(price * (1 + move), 1);
            double high = Math.Round(Math.Max(open, price) * (1 + (0.002 * busy * numbers.Next())), 1), low = Math.Round(Math.Min(open, price) * (1 - (0.002 * busy * numbers.Next())), 1);
            interest = Math.Round(interest * (1 + (0.004 * numbers.Centred())), 3);
            double volume = Math.Round(4000 * busy * (0.5 + numbers.Next()), 3), fall = 1 - (low / open), rise = (high / open) - 1;
            FormattableString line = $"{Start + (i * Hour)},{open},{high},{low},{price},{volume},{interest}";
            FormattableString forced = $",{Math.Round(3e9 * fall * fall * (0.5 + numbers.Next()), 2)},{Math.Round(3e9 * rise * rise * (0.5 + numbers.Next()), 2)}";
            lines.Add(FormattableString.Invariant(line) + (liquidations ? FormattableString.Invariant(forced) : ""));
        }

        return [.. lines];
    }

    /// <summary>The same liquidations as prints, one a bar and side.</summary>
    public static string[] Prints(string[] bars) =>
    [
        "time_unix_ms,side,notional",
        .. bars.Skip(1).Select(static l => l.Split(',')).SelectMany(static c => (string[])
        [
            $"{long.Parse(c[0], CultureInfo.InvariantCulture) + 1000},long,{c[7]}",
            $"{long.Parse(c[0], CultureInfo.InvariantCulture) + 2000},short,{c[8]}",
        ]).Where(static l => !l.EndsWith(",0", StringComparison.Ordinal)),
    ];

    /// <summary>The same numbers on every machine.</summary>
    private sealed class Numbers(long seed)
    {
        private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15UL;

        public double Next()
        {
            _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
            return (_state >> 11) * (1.0 / (1UL << 53));
        }

        public double Centred() => Next() + Next() + Next() - 1.5;
    }
}
