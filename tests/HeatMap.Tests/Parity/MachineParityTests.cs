using System.Security.Cryptography;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Parity;

/// <summary>What must be equal between processes: the suites run again with instruction sets switched off.</summary>
public sealed class MachineParityTests
{
    /// <summary>Numbers from whole numbers and one rounding each, so that no library function can make them differ.</summary>
    private static (double[] Entry, double[] Quantity, double[] Margin) Rows(int count)
    {
        var (entry, quantity, margin) = (new double[count], new double[count], new double[count]);
        for (int i = 0; i < count; i++)
        {
            var dice = new Dice(20260212, i);
            entry[i] = dice.Whole(500_000, 700_000) / 10.0;
            quantity[i] = (dice.Chance(0.5) ? 1 : -1) * dice.Whole(1, 200_000) / 1000.0;
            margin[i] = Math.Abs(quantity[i]) * entry[i] / dice.Whole(1, 125);
        }

        return (entry, quantity, margin);
    }

    [Theory]
    [InlineData(BandSpacing.Uniform, "D2985FC26A8C5173")]
    [InlineData(BandSpacing.Geometric, "CAC123FA0DDA2210")]
    public void AFixedBook_GivesTheSameBytesOnEveryMachine(BandSpacing spacing, string expected)
    {
        (double[] entry, double[] quantity, double[] margin) = Rows(20_000);
        BandGrid grid = spacing == BandSpacing.Uniform ? BandGrid.Uniform(0.1, new(30_000, 90_000)) : BandGrid.Geometric(0.001, new(30_000, 90_000));
        LiquidationMap map = LiquidationMap.Build(new PositionColumns(entry, quantity, margin), Venues.BinanceUsdm("BTCUSDT"), grid, 60_000);
        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(map.ToBytes()))[..16]);
    }

    [Fact]
    public void TheKernel_FollowsTheSwitchesOfTheRuntime()
    {
        int most = Is("EnableHWIntrinsic") ? 64 : Is("EnableAVX2") ? 128 : Is("EnableAVX512") ? 256 : 512;
        Assert.InRange(KernelInfo.VectorBits, 64, most);
        Assert.Equal(KernelInfo.VectorBits == 64 ? "scalar" : $"vector{KernelInfo.VectorBits}", KernelInfo.Name);

        static bool Is(string name) => Environment.GetEnvironmentVariable("DOTNET_" + name) == "0";
    }
}
