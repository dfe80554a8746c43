namespace HeatMap;

/// <summary>The colours of a heat map: viridis, which grows evenly in brightness, also for eyes that tell few colours apart.</summary>
internal static class HeatColours
{
    /// <summary>Colours of a picture: one for nothing, which is clear, and the others from dark to bright.</summary>
    public const int Count = 256;

    /// <summary>Viridis at seventeen even steps, red, green and blue a byte each.</summary>
    private static ReadOnlySpan<byte> Steps =>
    [
        68, 1, 84, 72, 21, 103, 72, 40, 120, 67, 57, 131, 62, 74, 137, 55, 90, 140, 49, 104, 142, 43, 117, 142, 38, 130, 142, 33, 145, 140, 31, 158, 137, 39, 173, 129, 63, 188, 115, 101, 203, 94, 146, 215, 65,
        195, 224, 32, 253, 231, 37,
    ];

    /// <summary>The colour of an intensity.</summary>
    /// <param name="intensity">From 0 to 1.</param>
    public static (byte Red, byte Green, byte Blue) Of(double intensity)
    {
        int last = (Steps.Length / 3) - 1;
        double place = Math.Clamp(intensity, 0, 1) * last;
        int step = Math.Min((int)place, last - 1);
        double share = place - step;
        return (Mixed(0), Mixed(1), Mixed(2));

        byte Mixed(int channel)
        {
            double from = Steps[(3 * step) + channel], to = Steps[(3 * step) + 3 + channel];
            return (byte)Math.Round(from + (share * (to - from)));
        }
    }

    /// <summary>The place of a notional among the colours: 0 for nothing, else from 1, by the square root of its share of the greatest.</summary>
    public static byte Place(long units, long most) => units <= 0 ? (byte)0 : (byte)(1 + Math.Round((Count - 2) * Math.Sqrt((double)units / most)));
}
