using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HeatMap.Kernels;

/// <summary>Walks of a log price that set off liquidations on their way, which push it further: 32 paths from one seed, in registers.</summary>
/// <remarks>
/// The walk is kept without displacement, x. A lane has two triggers in x: the threshold of its falling state less what the rising side displaces, and the mirror image. As long as no lane is beyond one,
/// a step is arithmetic only; lanes that are beyond are taken one by one and moved to the state that they belong in (CascadeSimulationBench). Lanes know nothing of each other, so a width of
/// vectors only says how many walk at once. Prices are watched at the ends of steps.
/// </remarks>
[SuppressMessage("Naming", "CA1715", Justification = "Short names for the vectors, as in ISimd.")]
internal static unsafe class WalkKernel
{
    /// <summary>Paths of one seed.</summary>
    public const int Group = 32;

    private const int Half = Group / 2;

    /// <summary>Walks one group of paths.</summary>
    /// <param name="table">What is set off on the way.</param>
    /// <param name="steps">&gt;= 0.</param>
    /// <param name="drift">What the log price gains a step on average.</param>
    /// <param name="deviation">The deviation of the log price in a step, &gt;= 0.</param>
    /// <param name="seed">32 random words, see <see cref="NormalLanes"/>.</param>
    /// <param name="antithetic">Whether path i + 16 is path i with every normal number turned around.</param>
    /// <param name="first">The place of the group's first path in the results.</param>
    /// <param name="results">Receives 32 places of each.</param>
    /// <param name="vectorBits">512, 256 or 128.</param>
    public static void Walk(WalkTable table, int steps, float drift, float deviation, ReadOnlySpan<ulong> seed, bool antithetic, int first, WalkResults results, int vectorBits)
    {
        Debug.Assert(seed.Length == NormalLanes.SeedWords, "a generator has four words");
        fixed (float* thresholds = table.Thresholds, displacements = table.Displacements)
        fixed (float* close = results.Close.Slice(first, Group), low = results.Low.Slice(first, Group), high = results.High.Slice(first, Group))
        fixed (float* bareLow = results.BareLow.Slice(first, Group), bareHigh = results.BareHigh.Slice(first, Group))
        fixed (int* fall = results.Fall.Slice(first, Group), rise = results.Rise.Slice(first, Group))
        fixed (ulong* words = seed)
        {
            var job = new WalkJob
            {
                Thresholds = thresholds, Displacements = displacements, RiseStart = table.Rise, Steps = steps, Drift = drift, Deviation = deviation, Seed = words,
                Close = close, Low = low, High = high, BareLow = bareLow, BareHigh = bareHigh, Fall = fall, Rise = rise,
            };
            switch (vectorBits)
            {
                case 512:
                    Slices<Lanes512, Vector512<float>, Vector512<int>, Vector512<ulong>>(&job, antithetic);
                    break;
                case 256:
                    Slices<Lanes256, Vector256<float>, Vector256<int>, Vector256<ulong>>(&job, antithetic);
                    break;
                default:
                    Slices<Lanes128, Vector128<float>, Vector128<int>, Vector128<ulong>>(&job, antithetic);
                    break;
            }
        }
    }

    /// <summary>The normal numbers of one group: for each draw the cosines of sixteen lanes and then the sines.</summary>
    /// <param name="seed">32 random words.</param>
    /// <param name="destination">Receives as many as it has places, a multiple of 32.</param>
    /// <param name="vectorBits">512, 256 or 128.</param>
    public static void Normals(ReadOnlySpan<ulong> seed, Span<float> destination, int vectorBits)
    {
        Debug.Assert(seed.Length == NormalLanes.SeedWords && destination.Length % Group == 0, "a generator has four words, and a draw 32 numbers");
        fixed (ulong* words = seed)
        fixed (float* numbers = destination)
        {
            switch (vectorBits)
            {
                case 512:
                    Normals<Lanes512, Vector512<float>, Vector512<int>, Vector512<ulong>>(words, numbers, destination.Length);
                    break;
                case 256:
                    Normals<Lanes256, Vector256<float>, Vector256<int>, Vector256<ulong>>(words, numbers, destination.Length);
                    break;
                default:
                    Normals<Lanes128, Vector128<float>, Vector128<int>, Vector128<ulong>>(words, numbers, destination.Length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normals<S, F, I, U>(ulong* seed, float* destination, int count)
        where S : struct, ILanes<F, I, U>
        where F : struct
        where I : struct
        where U : struct
    {
        for (int slice = 0; slice < Half; slice += S.Count)
        {
            ulong* words = seed + (slice / 2);
            U a = S.Load(words), b = S.Load(words + 8), c = S.Load(words + 16), d = S.Load(words + 24);
            F scale = S.Set(-2f);
            for (int i = slice; i < count; i += Group)
            {
                I one = NormalLanes.Next<S, F, I, U>(ref a, ref b, ref c, ref d), other = NormalLanes.Next<S, F, I, U>(ref a, ref b, ref c, ref d);
                NormalLanes.Polar<S, F, I, U>(one, other, scale, out F radius, out F cosine, out F sine);
                S.Store(S.Multiply(radius, cosine), destination + i);
                S.Store(S.Multiply(radius, sine), destination + i + Half);
            }
        }
    }

    private static void Slices<S, F, I, U>(WalkJob* job, bool antithetic)
        where S : struct, ILanes<F, I, U>
        where F : struct
        where I : struct
        where U : struct
    {
        for (int slice = 0; slice < Half; slice += S.Count)
        {
            if (antithetic)
            {
                Run<S, F, I, U, Yes>(job, slice);
            }
            else
            {
                Run<S, F, I, U, No>(job, slice);
            }
        }
    }

    /// <summary>Walks lanes of the first half of a group, and as many of the second half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Run<S, F, I, U, TAntithetic>(WalkJob* job, int slice)
        where S : struct, ILanes<F, I, U>
        where F : struct
        where I : struct
        where U : struct
        where TAntithetic : struct, IFlag
    {
        // What lanes have outside of registers, for code that sees to one of them at a time: the triggers of both sides, where it walks, its states.
        float* triggers = stackalloc float[2 * Group], walk = stackalloc float[Group];
        int* states = stackalloc int[2 * Group];
        new Span<int>(states, 2 * Group).Clear();
        float* thresholds = job->Thresholds, displacements = job->Displacements;
        nint riseStart = job->RiseStart;

        ulong* words = job->Seed + (slice / 2);
        U a = S.Load(words), b = S.Load(words + 8), c = S.Load(words + 16), d = S.Load(words + 24);
        F scale = S.Set(-2 * job->Deviation * job->Deviation), gain = S.Set(job->Drift);
        F x0 = S.Set(0f), x1 = x0, bareLow0 = x0, bareLow1 = x0, bareHigh0 = x0, bareHigh1 = x0, low0 = x0, low1 = x0, high0 = x0, high1 = x0;
        F moved0 = S.Set(displacements[riseStart] - displacements[0]), moved1 = moved0;
        F fall0 = S.Set(thresholds[0] - displacements[riseStart]), fall1 = fall0;
        F rise0 = S.Set(displacements[0] - thresholds[riseStart]), rise1 = rise0;
        int left = job->Steps;
        while (left > 0)
        {
            I one = NormalLanes.Next<S, F, I, U>(ref a, ref b, ref c, ref d), other = NormalLanes.Next<S, F, I, U>(ref a, ref b, ref c, ref d);
            NormalLanes.Polar<S, F, I, U>(one, other, scale, out F radius, out F cosine, out F sine);

            // Of an antithetic group the sines make a second step.
            int parts = TAntithetic.On ? Math.Min(left, 2) : 1;
            for (int part = 0; part < parts; part++)
            {
                x0 = S.Add(x0, S.MultiplyAdd(radius, cosine, gain));
                x1 = S.Add(x1, TAntithetic.On ? S.MultiplyAdd(S.Negate(radius), cosine, gain) : S.MultiplyAdd(radius, sine, gain));
                bareLow0 = S.Min(bareLow0, x0);
                bareLow1 = S.Min(bareLow1, x1);
                bareHigh0 = S.Max(bareHigh0, x0);
                bareHigh1 = S.Max(bareHigh1, x1);
                uint rises = S.GreaterOrEqual(x0, rise0) | (S.GreaterOrEqual(x1, rise1) << S.Count);
                uint beyond = rises | S.LessOrEqual(x0, fall0) | (S.LessOrEqual(x1, fall1) << S.Count);
                if (beyond != 0)
                {
                    S.Store(x0, walk);
                    S.Store(x1, walk + S.Count);
                    do
                    {
                        // Rising is falling with the sign turned, and one code for both spares a branch that nobody can predict. Thresholds of a rise are stored with their sign turned.
                        int lane = BitOperations.TrailingZeroCount(beyond);
                        beyond &= beyond - 1;
                        nint side = (nint)(rises >> lane) & 1;
                        float sign = 1 - (2 * (int)side), x = sign * walk[lane];
                        int* ownState = states + (side * Group) + lane, otherState = states + (Group - (side * Group)) + lane;
                        nint own = side * riseStart, others = riseStart - own + *otherState;
                        float displacedByOther = displacements[others];
                        int state = *ownState;
                        uint passed;
                        do
                        {
                            Vector256<float> next = Vector256.Load(thresholds + own + state) - Vector256.Create(displacedByOther);
                            passed = Vector256.LessThanOrEqual(Vector256.Create(x), next).ExtractMostSignificantBits();
                            state += BitOperations.PopCount(passed);
                        }
                        while (passed == (1 << WalkTable.Width) - 1);

                        // Own and others are the rows of the states that hold now. Both triggers go through memory, which puts either where it belongs without a branch.
                        *ownState = state;
                        own += state;
                        triggers[(side * Group) + lane] = sign * (thresholds[own] - displacedByOther);
                        triggers[Group - (side * Group) + lane] = sign * (displacements[own] - thresholds[others]);
                        F moved = S.Set(sign * (displacedByOther - displacements[own])), fall = S.Set(triggers[lane]), rise = S.Set(triggers[Group + lane]);
                        F isLane0 = S.Lane(lane), isLane1 = S.Lane(lane - S.Count);
                        moved0 = S.Select(isLane0, moved, moved0);
                        moved1 = S.Select(isLane1, moved, moved1);
                        fall0 = S.Select(isLane0, fall, fall0);
                        fall1 = S.Select(isLane1, fall, fall1);
                        rise0 = S.Select(isLane0, rise, rise0);
                        rise1 = S.Select(isLane1, rise, rise1);
                    }
                    while (beyond != 0);
                }

                F y0 = S.Add(x0, moved0), y1 = S.Add(x1, moved1);
                low0 = S.Min(low0, y0);
                low1 = S.Min(low1, y1);
                high0 = S.Max(high0, y0);
                high1 = S.Max(high1, y1);
                cosine = sine;
            }

            left -= parts;
        }

        Put<S, F, I, U>(S.Add(x0, moved0), S.Add(x1, moved1), job->Close + slice);
        Put<S, F, I, U>(low0, low1, job->Low + slice);
        Put<S, F, I, U>(high0, high1, job->High + slice);
        Put<S, F, I, U>(bareLow0, bareLow1, job->BareLow + slice);
        Put<S, F, I, U>(bareHigh0, bareHigh1, job->BareHigh + slice);
        for (int lane = 0; lane < S.Count; lane++)
        {
            (job->Fall[slice + lane], job->Fall[slice + Half + lane]) = (states[lane], states[S.Count + lane]);
            (job->Rise[slice + lane], job->Rise[slice + Half + lane]) = (states[Group + lane], states[Group + S.Count + lane]);
        }
    }

    private static void Put<S, F, I, U>(F one, F other, float* destination)
        where S : struct, ILanes<F, I, U>
        where F : struct
        where I : struct
        where U : struct
    {
        S.Store(one, destination);
        S.Store(other, destination + Half);
    }

    /// <summary>What a group reads and writes, pinned.</summary>
    private struct WalkJob
    {
        public float* Thresholds, Displacements, Close, Low, High, BareLow, BareHigh;
        public int* Fall, Rise;
        public ulong* Seed;
        public nint RiseStart;
        public int Steps;
        public float Drift, Deviation;
    }
}
