using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Cross-margined accounts and what each holds of several assets: one row per account, one column per asset.</summary>
/// <remarks>Linear contracts in one settlement asset. Immutable; the columns are copied.</remarks>
public sealed class AccountBook
{
    private readonly double[] _cash, _quantities, _entries;
    private readonly bool[] _holds;

    private AccountBook(int assets, double[] cash, double[] quantities, double[] entries)
    {
        (Assets, _cash, _quantities, _entries) = (assets, cash, quantities, entries);
        _holds = new bool[cash.Length];
        for (int i = 0; i < cash.Length; i++)
        {
            _holds[i] = SignedQuantities(i).ContainsAnyExcept(0.0);
        }
    }

    /// <summary>The number of accounts.</summary>
    public int Count => _cash.Length;

    /// <summary>The number of assets.</summary>
    public int Assets { get; }

    /// <summary>Makes a book of columns laid row by row: account 0 with all its assets, then account 1, and so on.</summary>
    /// <param name="assets">The number of assets; &gt; 0.</param>
    /// <param name="cash">Each account's collateral without gains, settlement asset; finite, and negative where it is owed.</param>
    /// <param name="signedQuantities">What each account holds of each asset, base, short below zero; finite.</param>
    /// <param name="entryPrices">At which it was entered, quote per base; finite and &gt; 0 where the quantity is not zero, and not looked at elsewhere.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain; the message names account and asset.</exception>
    /// <remarks>O(accounts × assets). Allocates the book.</remarks>
    public static AccountBook Of(int assets, ReadOnlySpan<double> cash, ReadOnlySpan<double> signedQuantities, ReadOnlySpan<double> entryPrices)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(assets);
        RequireLength(nameof(signedQuantities), signedQuantities.Length, cash.Length, assets);
        RequireLength(nameof(entryPrices), entryPrices.Length, cash.Length, assets);
        double[] entries = entryPrices.ToArray();
        for (int i = 0, at = 0; i < cash.Length; i++)
        {
            if (!double.IsFinite(cash[i]))
            {
                Refuse(nameof(cash), string.Create(CultureInfo.InvariantCulture, $"account {i}"), cash[i], "finite");
            }

            for (int a = 0; a < assets; a++, at++)
            {
                if (!double.IsFinite(signedQuantities[at]))
                {
                    Refuse(nameof(signedQuantities), string.Create(CultureInfo.InvariantCulture, $"account {i}, asset {a}"), signedQuantities[at], "finite");
                }

                bool isHeld = signedQuantities[at] != 0;
                if (isHeld && !Guard.IsPositive(entryPrices[at]))
                {
                    Refuse(nameof(entryPrices), string.Create(CultureInfo.InvariantCulture, $"account {i}, asset {a}"), entryPrices[at], "finite and > 0");
                }

                entries[at] = isHeld ? entries[at] : 0;
            }
        }

        return new(assets, cash.ToArray(), signedQuantities.ToArray(), entries);
    }

    /// <summary>Makes a book of tables of accounts by assets.</summary>
    /// <param name="cash">Each account's collateral without gains, settlement asset; finite, and negative where it is owed.</param>
    /// <param name="signedQuantities">What each account (row) holds of each asset (column), base, short below zero; finite.</param>
    /// <param name="entryPrices">At which it was entered, quote per base; finite and &gt; 0 where the quantity is not zero, and not looked at elsewhere.</param>
    /// <exception cref="ArgumentException">Sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain; the message names account and asset.</exception>
    /// <remarks>O(accounts × assets). Allocates the book.</remarks>
    public static AccountBook Of(ReadOnlySpan<double> cash, double[,] signedQuantities, double[,] entryPrices)
    {
        ArgumentNullException.ThrowIfNull(signedQuantities);
        ArgumentNullException.ThrowIfNull(entryPrices);
        int assets = signedQuantities.GetLength(1);
        RequireSize(nameof(signedQuantities), signedQuantities, cash.Length, assets);
        RequireSize(nameof(entryPrices), entryPrices, cash.Length, assets);
        return Of(assets, cash, Tables.Flat(signedQuantities), Tables.Flat(entryPrices));
    }

    /// <summary>An account's collateral without gains, settlement asset.</summary>
    /// <param name="account">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public double Cash(int account) => _cash[Tables.Place(account, Count, nameof(account))];

    /// <summary>What an account holds, one number per asset, base, short below zero.</summary>
    /// <param name="account">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public ReadOnlySpan<double> SignedQuantities(int account) => _quantities.AsSpan(Tables.Place(account, Count, nameof(account)) * Assets, Assets);

    /// <summary>At which prices an account entered, one per asset, quote per base; zero where it holds nothing.</summary>
    /// <param name="account">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public ReadOnlySpan<double> EntryPrices(int account) => _entries.AsSpan(Tables.Place(account, Count, nameof(account)) * Assets, Assets);

    /// <summary>Whether an account holds anything at all.</summary>
    /// <param name="account">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public bool HoldsAnything(int account) => _holds[Tables.Place(account, Count, nameof(account))];

    private static void RequireLength(string name, int length, int accounts, int assets)
    {
        if (length != (long)accounts * assets)
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"{name} must have {accounts} accounts × {assets} assets = {(long)accounts * assets} numbers, had {length}"));
        }
    }

    private static void RequireSize(string name, double[,] table, int accounts, int assets)
    {
        if (table.GetLength(0) != accounts || table.GetLength(1) != assets)
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"{name} must have {accounts} accounts × {assets} assets, had {table.GetLength(0)} × {table.GetLength(1)}"));
        }
    }

    private static void Refuse(string column, string place, double value, string allowed) => Tables.Refuse(column, place, value, allowed);
}
