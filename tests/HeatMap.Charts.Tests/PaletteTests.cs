using HeatMap.Charts.Colours;

namespace HeatMap.Charts.Tests;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(HeatPalette.Viridis)]
    [InlineData(HeatPalette.Hot)]
    [InlineData(HeatPalette.Ink)]
    [InlineData(HeatPalette.Safe)]
    public void EveryPaletteGrowsEvenlyInLightness(HeatPalette palette)
    {
        double[] lightness = [.. Enumerable.Range(0, Palettes.Steps).Select(i => Colour(palette, i).L)];
        double whole = lightness[^1] - lightness[0];
        Assert.True(Math.Abs(whole) > 0.5, "a palette must span half of black to white at least");

        // Eight steps at a time: a byte a channel cannot follow single ones at the dark end.
        for (int i = 8; i < lightness.Length; i++)
        {
            Assert.InRange((lightness[i] - lightness[i - 8]) / whole * (Palettes.Steps - 1) / 8, 0.7, 1.3);
        }
    }

    [Fact]
    public void TheSafePaletteKeepsItsOrderForEyesThatDoNotTellRedFromGreen()
    {
        // Deuteranopia by Machado, Oliveira and Fernandes (2009), severity 1, on linear light: neighbours stay as far apart as for other eyes, within a third.
        double seen = 0, usual = 0;
        for (int i = 16; i < Palettes.Steps; i += 16)
        {
            seen += Distance(Seen(HeatPalette.Safe, i - 16), Seen(HeatPalette.Safe, i));
            usual += Distance(Colour(HeatPalette.Safe, i - 16), Colour(HeatPalette.Safe, i));
        }

        Assert.InRange(seen / usual, 2 / 3.0, 1.34);
    }

    private static OkLab Colour(HeatPalette palette, int step)
    {
        ReadOnlySpan<byte> rgb = Palettes.Of(palette).Slice(3 * step, 3);
        return OkLab.Of((rgb[0] << 16) | (rgb[1] << 8) | rgb[2]);
    }

    private static OkLab Seen(HeatPalette palette, int step)
    {
        ReadOnlySpan<byte> rgb = Palettes.Of(palette).Slice(3 * step, 3);
        double r = Linear(rgb[0]), g = Linear(rgb[1]), b = Linear(rgb[2]);
        int colour = (Code((0.367322 * r) + (0.860646 * g) - (0.227968 * b)) << 16) | (Code((0.280085 * r) + (0.672501 * g) + (0.047413 * b)) << 8) | Code((-0.011820 * r) + (0.042940 * g) + (0.968881 * b));
        return OkLab.Of(colour);
    }

    private static double Distance(OkLab a, OkLab b) => Math.Sqrt(((a.L - b.L) * (a.L - b.L)) + ((a.A - b.A) * (a.A - b.A)) + ((a.B - b.B) * (a.B - b.B)));

    private static double Linear(byte code) => code <= 10 ? code / 255.0 / 12.92 : Math.Pow(((code / 255.0) + 0.055) / 1.055, 2.4);

    private static int Code(double x) => (int)Math.Round(255 * (Math.Clamp(x, 0, 1) <= 0.0031308 ? 12.92 * Math.Clamp(x, 0, 1) : (1.055 * Math.Pow(Math.Clamp(x, 0, 1), 1 / 2.4)) - 0.055));
}
