namespace HeatMap;

/// <summary>By how much one side of a band changed between two versions of a <see cref="LivingMap"/>.</summary>
/// <param name="Layer">The layer's place.</param>
/// <param name="Side">Long or short.</param>
/// <param name="Band">The band in the window; −1 for what lies below it, the number of bands for what lies above.</param>
/// <param name="Units">What was added, in units of the map's quantum; negative for what was taken away.</param>
/// <param name="Count">How many positions more, or fewer; zero in a map without counts, and where size moved and number did not.</param>
public readonly record struct BandChange(int Layer, Side Side, int Band, long Units, long Count);
