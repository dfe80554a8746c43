namespace HeatMap.Charts.Colours;

/// <summary>The colours of heat maps: 256 steps each, mixed evenly between anchors in OKLab, a space in which equal distances look equal.</summary>
internal static class Palettes
{
    public const int Steps = 256;

    private static readonly byte[][] All = [Mixed(Viridis), Mixed(Hot), Mixed(Ink), Mixed(Safe)];

    /// <summary>Anchors from no notional to the most, as 0xRRGGBB.</summary>
    private static ReadOnlySpan<int> Viridis =>
        [0x440154, 0x481668, 0x482878, 0x433e85, 0x3e4c8a, 0x38598c, 0x31688e, 0x2d718e, 0x26828e, 0x1f9e89, 0x28ae80, 0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725];

    private static ReadOnlySpan<int> Hot => [0x050408, 0x3a0a12, 0x7d1210, 0xb8330a, 0xe26505, 0xf79a1c, 0xfdc85a, 0xfff0b8, 0xfffffa];

    private static ReadOnlySpan<int> Ink => [0xf7f9fc, 0xcfe0f1, 0xa0c4e4, 0x6aa3d5, 0x3b80c0, 0x1d5d9e, 0x123f75, 0x0c274b, 0x071328];

    private static ReadOnlySpan<int> Safe => [0x00224e, 0x1d3664, 0x434e6c, 0x61656f, 0x7d7c78, 0x9b9476, 0xbcae6c, 0xdec958, 0xfee838];

    public static string NameOf(HeatPalette palette) => palette switch
    {
        HeatPalette.Hot => "hot",
        HeatPalette.Ink => "ink",
        HeatPalette.Safe => "safe",
        _ => "viridis",
    };

    /// <summary>256 colours of three bytes: red, green, blue.</summary>
    public static ReadOnlySpan<byte> Of(HeatPalette palette) => All[(int)palette - 1];

    private static byte[] Mixed(ReadOnlySpan<int> anchors)
    {
        // Anchors are placed by their lightness, so that the steps between them are even.
        var labs = new OkLab[anchors.Length];
        for (int i = 0; i < labs.Length; i++)
        {
            labs[i] = OkLab.Of(anchors[i]);
        }

        byte[] colours = new byte[3 * Steps];
        double first = labs[0].L, last = labs[^1].L;
        int segment = 0;
        for (int step = 0; step < Steps; step++)
        {
            double lightness = first + ((last - first) * step / (Steps - 1));
            double sign = Math.Sign(last - first);
            while (segment < labs.Length - 2 && sign * lightness > sign * labs[segment + 1].L)
            {
                segment++;
            }

            double share = (lightness - labs[segment].L) / (labs[segment + 1].L - labs[segment].L);
            OkLab.Mix(labs[segment], labs[segment + 1], share).Write(colours.AsSpan(3 * step, 3));
        }

        return colours;
    }
}
