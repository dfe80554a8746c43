namespace HeatMap.Tests.Dynamics;

public sealed class NormalLawTests
{
    // exp(x²/2) erfc(x/√2)/2 to 40 digits; 7.05 and 7.08 lie on the two sides of the switch.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.34961883472039807)]
    [InlineData(3, 0.12151394835556217)]
    [InlineData(7.05, 0.055511667821462607)]
    [InlineData(7.08, 0.05528503030207803)]
    [InlineData(40, 0.00996733518830131)]
    [InlineData(1e6, 3.9894228040103374e-7)]
    public void ScaledTail_HoldsAtAnyDistance(double x, double expected) => Expect.NearRelative(expected, NormalLaw.ScaledTail(x), 2e-14);

    [Fact]
    public void ScaledTail_AtInfinity_IsZero() => Assert.Equal(0, NormalLaw.ScaledTail(double.PositiveInfinity));

    [Fact]
    public void Inverse_UndoesBelow()
    {
        foreach (double p in (double[])[1e-16, 1e-9, 0.001, 0.3, 0.5, 0.7, 0.975, 1 - 1e-9])
        {
            Expect.NearRelative(p, NormalLaw.Below(NormalLaw.Inverse(p)), 1e-13);
        }

        Expect.Near(1.9599639845400536, NormalLaw.Inverse(0.975), 1e-14);
        Assert.Equal(0, NormalLaw.Inverse(0.5));
        Assert.Equal(-NormalLaw.Inverse(0.25), NormalLaw.Inverse(0.75));
    }

    [Fact]
    public void ExpLessOne_LosesNothingNearZero()
    {
        Expect.NearRelative(1e-12 + 5e-25, NormalLaw.ExpLessOne(1e-12), 1e-15);
        Expect.NearRelative(-0.09516258196404048, NormalLaw.ExpLessOne(-0.1), 1e-15);
        Assert.Equal(-1, NormalLaw.ExpLessOne(-1000));
        Assert.Equal(double.PositiveInfinity, NormalLaw.ExpLessOne(1000));
    }
}
