using HeatMap.Kernels;

namespace HeatMap.Tests.Cascades;

/// <summary>One path as the definition says it, in double precision: price itself moves, and while it stands at a threshold it falls by what the next state displaces more.</summary>
internal sealed class WalkReference
{
    private readonly WalkSide _falls, _rises;

    /// <param name="falls">Of the log price, thresholds descending.</param>
    /// <param name="rises">Of the log price, thresholds ascending.</param>
    public WalkReference(WalkSide falls, WalkSide rises) => (_falls, _rises) = (falls, rises);

    public double Price { get; private set; }

    public double Bare { get; private set; }

    public double Low { get; private set; }

    public double High { get; private set; }

    public double BareLow { get; private set; }

    public double BareHigh { get; private set; }

    public int Fall { get; private set; }

    public int Rise { get; private set; }

    /// <summary>How near any decision was to the other one.</summary>
    public double Margin { get; private set; } = double.PositiveInfinity;

    public void Step(double move)
    {
        Price += move;
        Bare += move;
        (BareLow, BareHigh) = (Math.Min(BareLow, Bare), Math.Max(BareHigh, Bare));
        while (IsAt(Price + _falls.Displacements[Fall] - _falls.ThresholdOf(Fall)))
        {
            Price -= _falls.Displacements[Fall + 1] - _falls.Displacements[Fall];
            Fall++;
        }

        while (IsAt(_rises.ThresholdOf(Rise) - Price + _rises.Displacements[Rise]))
        {
            Price += _rises.Displacements[Rise + 1] - _rises.Displacements[Rise];
            Rise++;
        }

        (Low, High) = (Math.Min(Low, Price), Math.Max(High, Price));
    }

    private bool IsAt(double above)
    {
        Margin = Math.Min(Margin, Math.Abs(above));
        return above <= 0;
    }
}

/// <summary>Thresholds of one side and the displacement of each state.</summary>
internal sealed record WalkSide(double[] Thresholds, double[] Displacements, double End)
{
    public double ThresholdOf(int state) => state < Thresholds.Length ? Thresholds[state] : End;

    public static WalkTable Table(WalkSide falls, WalkSide rises) => new(falls.Thresholds, falls.Displacements, rises.Thresholds, rises.Displacements);

    /// <summary>Random thresholds in whole units of 2^-20, which a float holds exactly.</summary>
    public static WalkSide Draw(Properties.Dice dice, int sign, int most, double spacing)
    {
        const double Unit = 1.0 / (1 << 20);
        int count = dice.Whole(0, most);
        var thresholds = new double[count];
        var displacements = new double[count + 1];
        double at = dice.Whole(1, 5000), moved = 0;
        for (int i = 0; i < count; i++)
        {
            at += Math.Round(dice.Unit() * spacing / Unit);
            moved += dice.Chance(0.3) ? 0 : Math.Round(dice.Unit() * spacing / Unit);
            thresholds[i] = sign * (at + 1) * Unit;
            displacements[i + 1] = moved * Unit;
        }

        return new(thresholds, displacements, sign * double.PositiveInfinity);
    }
}

/// <summary>Room for what a walk leaves.</summary>
internal sealed class WalkRoom(int paths)
{
    public float[] Close { get; } = new float[paths];

    public float[] Low { get; } = new float[paths];

    public float[] High { get; } = new float[paths];

    public float[] BareLow { get; } = new float[paths];

    public float[] BareHigh { get; } = new float[paths];

    public int[] Fall { get; } = new int[paths];

    public int[] Rise { get; } = new int[paths];

    public WalkResults Results => new() { Close = Close, Low = Low, High = High, BareLow = BareLow, BareHigh = BareHigh, Fall = Fall, Rise = Rise };

    public IEnumerable<int> Bits => new[] { Close, Low, High, BareLow, BareHigh }.SelectMany(f => f.Select(BitConverter.SingleToInt32Bits)).Concat(Fall).Concat(Rise);

    public static ulong[] Seed(int seed, int group)
    {
        var words = new ulong[NormalLanes.SeedWords];
        var stream = new RandomStream(seed, group);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = stream.Bits(i);
        }

        return words;
    }
}
