namespace HeatMap;

/// <summary>A diffusion with exponential jumps over a horizon, in units of the deviation of the diffusion.</summary>
/// <param name="Gain">What the drift adds.</param>
/// <param name="Jumps">The mean number of jumps.</param>
/// <param name="UpShare">The share of jumps that go up.</param>
/// <param name="Up">One over the mean size of a jump up.</param>
/// <param name="Down">One over the mean size of a jump down.</param>
internal readonly record struct ScaledJumps(double Gain, double Jumps, double UpShare, double Up, double Down)
{
    /// <summary>Moves the pole of a kind of jump that never comes out of the way of the roots.</summary>
    public ScaledJumps WithIdlePolesAway(double alpha)
    {
        double reach = Math.Sqrt((Gain * Gain) + (2 * (Jumps + alpha)));
        return this with { Up = UpShare == 0 ? 2 * (reach + Math.Abs(Gain)) : Up, Down = UpShare == 1 ? 2 * (reach + Math.Abs(Gain)) : Down };
    }
}
