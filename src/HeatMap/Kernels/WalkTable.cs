using System.Diagnostics;

namespace HeatMap.Kernels;

/// <summary>The states of both sides, as a walk reads them: the falling side's first, then the rising side's with the sign of thresholds turned, so that both are falls.</summary>
internal sealed class WalkTable
{
    /// <summary>Thresholds that are compared at once; as many stand behind the last of a side.</summary>
    public const int Width = 8;

    private readonly float[] _thresholds, _displacements;

    /// <param name="fallThresholds">Of the log price without the displacement of its own side, descending: state r is left at or below number r.</param>
    /// <param name="fallDisplacements">Of the log price, ascending from zero; one more than thresholds: the last state is never left.</param>
    /// <param name="riseThresholds">The same of the rising side, ascending, the first above the first of the fall.</param>
    /// <param name="riseDisplacements">The same of the rising side.</param>
    public WalkTable(ReadOnlySpan<double> fallThresholds, ReadOnlySpan<double> fallDisplacements, ReadOnlySpan<double> riseThresholds, ReadOnlySpan<double> riseDisplacements)
    {
        Debug.Assert(fallDisplacements.Length == fallThresholds.Length + 1 && riseDisplacements.Length == riseThresholds.Length + 1, "there is one state more than there are thresholds");
        Debug.Assert(fallDisplacements[0] == 0 && riseDisplacements[0] == 0, "nothing is displaced at first");
        Debug.Assert(fallThresholds.IsEmpty || riseThresholds.IsEmpty || fallThresholds[0] < riseThresholds[0], "no price may be beyond both sides");
        Rise = fallThresholds.Length + Width;
        _thresholds = new float[Rise + riseThresholds.Length + Width];
        _displacements = new float[_thresholds.Length];
        _thresholds.AsSpan().Fill(float.NegativeInfinity);
        Put(fallThresholds, fallDisplacements, 1, 0);
        Put(riseThresholds, riseDisplacements, -1, Rise);
    }

    /// <summary>Where the rising side starts.</summary>
    public int Rise { get; }

    public ReadOnlySpan<float> Thresholds => _thresholds;

    public ReadOnlySpan<float> Displacements => _displacements;

    private void Put(ReadOnlySpan<double> thresholds, ReadOnlySpan<double> displacements, int sign, int first)
    {
        for (int i = 0; i < thresholds.Length; i++)
        {
            _thresholds[first + i] = (float)(sign * thresholds[i]);
        }

        for (int i = 0; i < displacements.Length; i++)
        {
            _displacements[first + i] = (float)displacements[i];
        }
    }
}
