namespace HeatMap.Charts.Colours;

/// <summary>A colour in OKLab (B. Ottosson, 2020): lightness and two hues, in which equal distances look about equal.</summary>
internal readonly record struct OkLab(double L, double A, double B)
{
    /// <summary>The colour 0xRRGGBB.</summary>
    public static OkLab Of(int colour)
    {
        double r = Linear((colour >> 16) & 255), g = Linear((colour >> 8) & 255), b = Linear(colour & 255);
        double l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        double m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        double s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return new(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    public static OkLab Mix(OkLab from, OkLab to, double share) =>
        new(from.L + (share * (to.L - from.L)), from.A + (share * (to.A - from.A)), from.B + (share * (to.B - from.B)));

    /// <summary>Red, green and blue, a byte each; what a screen cannot show is cut.</summary>
    public void Write(Span<byte> rgb)
    {
        double l = Cube(L + (0.3963377774 * A) + (0.2158037573 * B));
        double m = Cube(L - (0.1055613458 * A) - (0.0638541728 * B));
        double s = Cube(L - (0.0894841775 * A) - (1.2914855480 * B));
        rgb[0] = Byte((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s));
        rgb[1] = Byte((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s));
        rgb[2] = Byte((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static double Cube(double x) => x * x * x;

    private static double Linear(int code)
    {
        double x = code / 255.0;
        return x <= 0.04045 ? x / 12.92 : Math.Pow((x + 0.055) / 1.055, 2.4);
    }

    private static byte Byte(double linear)
    {
        double x = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (x <= 0.0031308 ? 12.92 * x : (1.055 * Math.Pow(x, 1 / 2.4)) - 0.055));
    }
}
