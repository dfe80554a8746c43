using FsCheck;
using FsCheck.Fluent;
using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>Random positions and markets: on a lattice of quarters, so that ties, touching levels and zeros abound, or anywhere.</summary>
/// <param name="Ladder">Positions around 100.</param>
/// <param name="Model">What the market answers.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Start">Where the shock takes price.</param>
/// <param name="Volume">What somebody trades then.</param>
internal sealed record CascadeBook(LiquidationLadder Ladder, CascadeModel Model, Direction Direction, double Start, double Volume)
{
    public const double Mark = 100;

    public static Gen<CascadeBook> Any { get; } = Gen.Choose(0, int.MaxValue).Select(seed => Draw(new Draws(seed)));

    public Shock Shock => HeatMap.Cascades.Shock.MoveTo(Start, Direction).WithVolume(Volume);

    public PriceImpact Impact => Model.LawFor(Mark, Direction);

    public LadderSide Side => Ladder[Direction];

    /// <summary>What waits, is given and is asked, in a line: for the message of a property that fails.</summary>
    public override string ToString() =>
        $"{Direction} from {Start:R} with {Volume:R}, {Impact}; levels {string.Join(' ', Side.Prices.ToArray().Select((p, i) => $"{Side.Quantities[i]:R}@{p:R}"))}";

    public static CascadeBook Draw(Draws draws)
    {
        Direction direction = draws.Below(2) == 0 ? Direction.Down : Direction.Up;
        bool isLattice = draws.Below(3) > 0;
        int count = draws.Below(draws.Below(10) == 0 ? 200 : 25);
        var prices = new double[count];
        var quantities = new double[count];
        for (int i = 0; i < count; i++)
        {
            int side = draws.Below(8) == 0 ? -(int)direction : (int)direction;
            prices[i] = isLattice ? Mark + (side * 0.25 * (1 + draws.Below(60))) : Mark + (side * Mark * 0.2 * Math.Max(1e-6, draws.Uniform()));
            quantities[i] = -side * (isLattice ? draws.Below(12) : 12 * draws.Uniform());
        }

        double start = draws.Below(5) == 0 ? Mark : isLattice ? Mark + ((int)direction * 0.25 * draws.Below(40)) : Mark * (1 + ((int)direction * 0.1 * draws.Uniform()));
        double volume = draws.Below(2) == 0 ? 0 : isLattice ? draws.Below(30) : 30 * draws.Uniform();
        return new(LiquidationLadder.FromPositions(prices, quantities, Mark), Market(draws, isLattice, direction), direction, start, volume);
    }

    private static CascadeModel Market(Draws draws, bool isLattice, Direction direction) => draws.Below(10) switch
    {
        0 => new(PriceImpact.Linear(isLattice ? 0.0625 * draws.Below(4) : 0.2 * draws.Uniform())),
        1 => new(PriceImpact.Exponential(0.003 * draws.Uniform())),
        2 => new(PriceImpact.SquareRoot(1, 0.03, 200 + (400 * draws.Uniform()))),
        3 => new(PriceImpact.ShiftedSquareRoot(1, 0.03, 300, 1000)),
        4 => new(PriceImpact.Saturating(0.3, 200 + (800 * draws.Uniform()))),
        5 => new(DepthCurve.PowerLaw(100 * (5 + (30 * draws.Uniform())), 0.4 + draws.Uniform())),
        6 => new(DepthCurve.FromRows([new(0.01, 2000), new(0.02, 2000), new(0.1, 9000)], [new(0.01, 1000), new(0.05, 9000)])),
        _ => new(Book(draws, isLattice, direction)),
    };

    private static DepthCurve Book(Draws draws, bool isLattice, Direction direction)
    {
        var levels = new List<BookLevel>();
        double price = Mark;
        for (int i = draws.Below(30); i > 0; i--)
        {
            price += (int)direction * (isLattice ? 0.25 * draws.Below(4) : 2 * draws.Uniform());
            levels.Add(new(price, isLattice ? draws.Below(12) : 12 * draws.Uniform()));
        }

        double? end = draws.Below(2) == 0 ? null : direction == Direction.Down ? 0.9 * price : 1.1 * price;
        levels.Add(new(price, 1));
        return direction == Direction.Down ? DepthCurve.FromLevels([.. levels], [], bidsEndAt: end) : DepthCurve.FromLevels([], [.. levels], asksEndAt: end);
    }

    /// <summary>Numbers one after the other from a seed.</summary>
    internal sealed class Draws(long seed)
    {
        private readonly RandomStream _stream = new(seed, 6);
        private long _next;

        public int Below(int count) => _stream.Below(_next++, count);

        public double Uniform() => _stream.Uniform(_next++);
    }
}
