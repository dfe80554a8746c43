using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Several contracts that live together, and the cross accounts over them: a mark of one contract moves the prices of its accounts in all.</summary>
/// <remarks>
/// <para>Each contract is a <see cref="LivingMap"/>. Isolated positions are opened on it directly; positions of accounts are opened here, and lie in the maps as rows that are priced
/// elsewhere. After any sequence of calls each price equals, bit for bit, <see cref="CrossAccount.LiquidationPrice"/> of an account made from nothing at the contracts' marks, and
/// each map the one that is built of its rows.</para>
/// <para>An account breaks in one direction of a contract. The side that loses on the way there has the account's price in the map; the other side of a hedge goes with the account, but
/// not by a move against itself, and has none: it is in <see cref="UnplacedReason.NoLiquidationPrice"/>.</para>
/// <para>Marks are set here and not on the maps, and rows of accounts are changed here only. What was done to them behind the market's back is refused when the account is touched
/// next, as an <see cref="InvalidOperationException"/>, until <see cref="Restore"/> writes the rows anew.</para>
/// <para>For one writer. A refused call changes nothing. Each call looks at one number a side of each contract besides what it states. Nothing is allocated after construction, but for the edges of a window that moves, for <see cref="EnsureCapacity"/>, and once for the
/// largest account so far. An account takes 88 bytes, a holding 100, and a row of a map 4, and 4 once for the largest map.</para>
/// </remarks>
public sealed partial class LivingMarket
{
    private const int None = -1;

    private readonly LivingMap[] _maps;
    private readonly Trigger[] _triggers;
    private readonly PriceRounding[] _roundings;
    private readonly Dictionary<string, int> _bySymbol;

    /// <summary>The marks at which accounts were priced last, and those at which they are being priced.</summary>
    private readonly double[] _marks, _at;

    /// <summary>The first holding of each contract.</summary>
    private readonly int[] _heads;

    /// <summary>The holding of each row of each contract's map; of a row of no account, any number.</summary>
    private readonly int[][] _owners;

    private readonly HandleTable _accountNames, _holdingNames;
    private AccountRow[] _accounts;
    private HoldingRow[] _holdings;
    private double _deposited, _realised, _fundingPaid, _paidOut, _residuals;
    private ulong _stamp;
    private long _changes;

    /// <summary>A market without accounts.</summary>
    /// <param name="settlementAsset">In which wallets, profit and maintenance are counted; not empty. All contracts settle in it.</param>
    /// <param name="accountCapacity">How many accounts may be open at once; at least 1.</param>
    /// <param name="holdingCapacity">How many positions accounts may hold together; at least 1. The maps need room for them too.</param>
    /// <param name="contracts">One map a symbol, in no other market; at least one. Positions that they hold already are isolated ones.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain; two contracts have one symbol, one settles in another asset or is in another market. The message names it.</exception>
    /// <remarks>O(capacities). Allocates everything that the market will need.</remarks>
    public LivingMarket(string settlementAsset, int accountCapacity, int holdingCapacity, params ReadOnlySpan<LivingMap> contracts)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(settlementAsset);
        CheckCapacity<AccountRow>(accountCapacity);
        CheckCapacity<HoldingRow>(holdingCapacity);
        SettlementAsset = settlementAsset;
        _bySymbol = CheckedContracts(settlementAsset, contracts);
        _maps = [.. contracts];
        _triggers = [.. _maps.Select(m => new Trigger(m.Rules.For(MarginMode.Cross)))];
        _roundings = [.. _maps.Select(m => m.Rules.For(MarginMode.Cross).Rounding)];
        Contracts = [.. _maps];
        _marks = [.. _maps.Select(m => m.MarkPrice)];
        _at = [.. _marks];
        _heads = new int[_maps.Length];
        Array.Fill(_heads, None);
        _owners = [.. _maps.Select(m => new int[m.Capacity])];
        _growth = new double[2 * _maps.Length];
        _missing = new int[_maps.Length];
        (_found, _sides) = (new double[_maps.Length], new ReachedSides[_maps.Length]);
        _slots = new uint[_maps.Max(m => m.Capacity)];
        (_accountNames, _holdingNames) = (new(accountCapacity), new(holdingCapacity));
        (_accounts, _holdings) = (new AccountRow[accountCapacity], new HoldingRow[holdingCapacity]);
        (_touched, _reported) = (new int[accountCapacity], new int[accountCapacity]);
        _followers = new int[holdingCapacity];
        Array.ForEach(_maps, m => m.Join());
    }

    /// <summary>In which wallets, profit and maintenance are counted.</summary>
    public string SettlementAsset { get; }

    /// <summary>The contracts, in the order in which they were given.</summary>
    public ImmutableArray<LivingMap> Contracts { get; }

    /// <summary>How many accounts are open.</summary>
    public int AccountCount => _accountNames.Count;

    /// <summary>How many may be open at once.</summary>
    public int AccountCapacity => _accountNames.Capacity;

    /// <summary>How many positions accounts hold together.</summary>
    public int HoldingCount => _holdingNames.Count;

    /// <summary>How many they may hold at once.</summary>
    public int HoldingCapacity => _holdingNames.Capacity;

    /// <summary>How many accounts are due: see <see cref="LiveAccount.IsDue"/>.</summary>
    public int DueCount { get; private set; }

    /// <summary>Bytes that the market's own tables take, without those of its maps.</summary>
    public long MemoryBytes =>
        ((long)_accounts.Length * (AccountRow.Bytes + HandleTable.BytesPerPlace + (2 * sizeof(int))))
        + ((long)_holdings.Length * (HoldingRow.Bytes + HandleTable.BytesPerPlace + sizeof(int)))
        + (sizeof(int) * (_owners.Sum(o => (long)o.Length) + _slots.Length));

    /// <summary>Where the accounts' money came from and went. O(accounts).</summary>
    public MarketLedger Ledger
    {
        get
        {
            double wallets = 0;
            for (int i = 0; i < _accountNames.Used; i++)
            {
                wallets += _accountNames.IsLive(i) ? _accounts[i].Wallet : 0;
            }

            return new(_deposited, _realised, _fundingPaid, _paidOut, _residuals, wallets);
        }
    }

    /// <summary>The map of a contract.</summary>
    /// <param name="symbol">Its contract's symbol.</param>
    /// <exception cref="ArgumentException">No contract has that symbol.</exception>
    /// <remarks>O(1). Isolated positions are opened and changed on it; marks are set by <see cref="SetMark(string, double)"/>.</remarks>
    public LivingMap this[string symbol] => _maps[ContractOf(symbol)];

    /// <summary>Makes room for more accounts and holdings. Nothing else ever does; room for rows is made by <see cref="LivingMap.EnsureCapacity"/>.</summary>
    /// <param name="accounts">How many may be open at once; less than now is no change.</param>
    /// <param name="holdings">How many they may hold together; less than now is no change.</param>
    /// <exception cref="ArgumentOutOfRangeException">A capacity is less than 1 or more than an array can hold.</exception>
    /// <remarks>O(capacities). Allocates the new tables; handles stay what they are.</remarks>
    public void EnsureCapacity(int accounts, int holdings)
    {
        CheckCapacity<AccountRow>(accounts);
        CheckCapacity<HoldingRow>(holdings);
        _changes++;
        if (accounts > _accounts.Length)
        {
            Array.Resize(ref _accounts, accounts);
            Array.Resize(ref _touched, accounts);
            Array.Resize(ref _reported, accounts);
            _accountNames.Grow(accounts);
        }

        if (holdings > _holdings.Length)
        {
            Array.Resize(ref _holdings, holdings);
            Array.Resize(ref _followers, holdings);
            _holdingNames.Grow(holdings);
        }
    }

    /// <summary>A line for people: contracts and sums.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", _maps.Select(m => m.Rules.Contract.Symbol))}: {AccountCount:N0} accounts in {SettlementAsset}, {HoldingCount:N0} holdings, {DueCount:N0} due");

    private static void CheckCapacity<T>(int capacity, [CallerArgumentExpression(nameof(capacity))] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, Array.MaxLength / 2, name);
    }

    private static Dictionary<string, int> CheckedContracts(string settlementAsset, ReadOnlySpan<LivingMap> contracts)
    {
        if (contracts.IsEmpty)
        {
            Throw.Argument(nameof(contracts), "a market needs at least one contract");
        }

        var bySymbol = new Dictionary<string, int>(contracts.Length, StringComparer.Ordinal);
        for (int i = 0; i < contracts.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(contracts[i], nameof(contracts));
            ContractSpec contract = contracts[i].Rules.Contract, cross = contracts[i].Rules.For(MarginMode.Cross).Contract;
            if (!bySymbol.TryAdd(contract.Symbol, i))
            {
                Throw.Argument(nameof(contracts), $"contracts {bySymbol[contract.Symbol]} and {i} are both {contract.Symbol}");
            }

            if (contracts[i].IsInMarket)
            {
                Throw.Argument(nameof(contracts), $"{contract.Symbol} is in another market");
            }

            if (contract.SettlementAsset != settlementAsset)
            {
                Throw.Argument(nameof(contracts), $"{contract.Symbol} settles in {contract.SettlementAsset}, the market in {settlementAsset}");
            }

            if (cross != contract)
            {
                Throw.Argument(nameof(contracts), $"{contract.Symbol}: the rules for cross margin are those of another contract, {cross.Symbol}");
            }
        }

        return bySymbol;
    }

    private int ContractOf(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        if (!_bySymbol.TryGetValue(symbol, out int contract))
        {
            Throw.Argument(nameof(symbol), $"no contract of the market is {symbol}; there are {string.Join(", ", _bySymbol.Keys)}");
        }

        return contract;
    }
}
