namespace HeatMap.Cascades;

/// <summary>Why a larger shock may end in fewer liquidations or a better price: what a set-up gives up of the guarantees of a cascade.</summary>
public enum NonMonotoneCause
{
    /// <summary>Impact fades between steps: an early flush defuses a later one.</summary>
    Decay = 1,

    /// <summary>Part of the impact stays for good, which starts a curve that is not linear anew.</summary>
    PermanentShare,

    /// <summary>Bankrupt positions never reach the market.</summary>
    OffBook,

    /// <summary>Orders wait, and meet another price: a queue, or cuts with time between them.</summary>
    Queue,

    /// <summary>Longs and shorts can both be liquidated on the way: what one side sells, the other buys.</summary>
    TwoSides,
}
