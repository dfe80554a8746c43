namespace HeatMap.Charts.Compare;

/// <summary>Second less first by bar; neighbours are pooled by sum where there are too many.</summary>
internal sealed record DifferenceBars(double[] Lower, double[] Upper, double[] Long, double[] Short)
{
    public static DifferenceBars Of(MapPairing pair, int most)
    {
        List<(double Lower, double Upper, double Long, double Short)> bands = pair.Difference().Bands;
        int pool = Math.Max(1, (bands.Count + most - 1) / most);
        (double Lower, double Upper, double Long, double Short)[] bars =
            [.. bands.Chunk(pool).Select(static c => (c[0].Lower, c[^1].Upper, c.Sum(static b => b.Long), c.Sum(static b => b.Short)))];
        return new([.. bars.Select(static b => b.Lower)], [.. bars.Select(static b => b.Upper)], [.. bars.Select(static b => b.Long)], [.. bars.Select(static b => b.Short)]);
    }
}
