namespace HeatMap.Estimation;

/// <summary>What is wrong with a bar, though it can be read.</summary>
public enum BarFault
{
    /// <summary>Bars are missing before this one. The value is how many.</summary>
    Gap = 1,

    /// <summary>Open interest equals that of the bar before bit for bit: most often a feed that stood still. The value is that open interest, in base.</summary>
    RepeatedOpenInterest = 2,

    /// <summary>Open interest changed by more than was traded, which cannot be: wrong units, times or scopes. The value is the size of the change, the limit the volume, in base.</summary>
    OpenInterestBeyondVolume = 3,

    /// <summary>Takers bought more than was traded. The value is what they bought, the limit the volume, in base.</summary>
    TakerBuysBeyondVolume = 4,

    /// <summary>The mark is far from the last trades. The value is the greatest distance as a fraction of the traded price.</summary>
    MarkFarFromTrades = 5,

    /// <summary>More was liquidated than stood open. The value is what was liquidated, the limit open interest at the close, in quote.</summary>
    LiquidationsBeyondOpenInterest = 6,

    /// <summary>The price moved and nothing was traded. The value is high over low, less one.</summary>
    MoveWithoutVolume = 7,

    /// <summary>Volume over open interest in a day is out of all measure in most bars, so that one of the two is in another unit. The value is its geometric mean. Of all bars: the row is the newest.</summary>
    ImplausibleTurnover = 8,

    /// <summary>No bar has a value in a column. The value is the number of the <see cref="BarColumn"/>. Of all bars: the row is the newest.</summary>
    MissingColumn = 9,
}
