namespace HeatMap.Estimation;

/// <summary>One side of one band of an estimate.</summary>
/// <param name="Side">Long or short.</param>
/// <param name="Band">The band.</param>
/// <param name="Quantity">What is expected to be liquidated in it, in base.</param>
/// <param name="AssumedShare">The part of it that rests on start-up assumptions, a fraction; 0 where nothing stands.</param>
/// <param name="Provenance">What the number rests on.</param>
public readonly record struct EstimatedBand(Side Side, PriceBand Band, double Quantity, double AssumedShare, BandProvenance Provenance);
