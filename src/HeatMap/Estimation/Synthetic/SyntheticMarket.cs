namespace HeatMap.Estimation;

/// <summary>A market whose hidden positions are known, because it is made up: what estimators and scores are tested with.</summary>
/// <remarks>
/// <para>Fat-tailed returns of wandering volatility with jumps; a share of volume near a tenth changes who holds positions; takers' and makers' mixes of distances with spikes at common leverages; stops
/// before liquidations; liquidations that move the price; prints of a part of them. Conserving: longs, shorts and open interest are equal after every minute.</para>
/// <para>It shares its accounting with the estimator of this library. What wins here is not thereby better in a real market.</para>
/// </remarks>
public static class SyntheticMarket
{
    /// <summary>Makes a market.</summary>
    /// <param name="seed">Any number; the same seed and options give the same market, in any thread.</param>
    /// <param name="options">What it is made of; null for the defaults.</param>
    /// <exception cref="ArgumentException">The two mixes differ in distances.</exception>
    /// <remarks>Some tens of milliseconds a day. Allocates the run, and the engine's ten megabytes.</remarks>
    public static SyntheticMarketRun Run(long seed, SyntheticMarketOptions? options = null) => new SyntheticRecorder(options ?? SyntheticMarketOptions.Default, seed).Run();
}
