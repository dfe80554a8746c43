namespace HeatMap;

/// <summary>What became of an account on the way of a mark.</summary>
internal enum AccountFate : byte
{
    Lives,
    Crossed,
    Due,
}

/// <summary>The sides of a contract against which an account breaks there.</summary>
[Flags]
internal enum ReachedSides : byte
{
    None = 0,
    Longs = 1,
    Shorts = 2,
}

/// <summary>An account in the market's table.</summary>
internal struct AccountRow
{
    public const int Bytes = 72;

    public double Wallet;

    /// <summary>What its other assets count for.</summary>
    public double Collateral;

    /// <summary>The wallet that a planned change leaves; after a liquidation, the one that there was.</summary>
    public double PlannedWallet;

    /// <summary>What the last liquidation realised, and left.</summary>
    public double Realised, Residual;

    /// <summary>The price at which the last liquidation closed what was held of the contract whose mark moved.</summary>
    public double ClosedAt;

    /// <summary>Its holdings, a list through the rows in the order in which they were opened.</summary>
    public int First, Last;

    public int Holdings;

    /// <summary>The walk that met the account last, so that none meets it twice.</summary>
    public ulong Stamp;

    public AccountFate Fate;

    public bool IsDue, IsPlannedDue, IsListed;
}

/// <summary>A holding in the market's table. Its numbers stay after it was given up, until the place is taken again: reports read them.</summary>
internal struct HoldingRow
{
    public const int Bytes = 88;

    public double SignedQuantity, EntryPrice;

    /// <summary>The account's price.</summary>
    public double Price;

    /// <summary>The price that the row in the contract's map has.</summary>
    public double RowPrice;

    /// <summary>What the two become by a planned change; after a liquidation the first is the price at which it was closed.</summary>
    public double PlannedPrice, PlannedRowPrice;

    public PositionHandle Row;

    public int Account, Contract, Layer;

    /// <summary>Its neighbours among the account's holdings.</summary>
    public int Next, Previous;

    /// <summary>Its neighbours among the contract's holdings.</summary>
    public int NextOfContract, PreviousOfContract;

    /// <summary>Whether a mark has taken its row out of the map already.</summary>
    public bool IsGone;

    public readonly Side Side => SignedQuantity > 0 ? Side.Long : Side.Short;
}
