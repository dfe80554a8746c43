namespace HeatMap.Cascades;

/// <summary>One run of the engine: its state, and the order in which a step happens.</summary>
internal sealed partial class EngineRun
{
    private readonly CascadeModel _model;
    private readonly CascadeEngineOptions _options;
    private readonly CascadePositions _positions;
    private readonly ImpactState _state;
    private readonly ForcedFlow _down, _up;
    private readonly List<CascadeFill> _fills = [];
    private readonly List<double> _bankruptcies = [];
    private readonly List<OffBookMatch> _matches = [];
    private readonly List<CascadeStep> _steps = [];
    private readonly double[] _uncommitted;
    private readonly double _markPrice;
    private double _exogenous, _backstopLeft, _fund;
    private Direction _last = Direction.Down;

    public EngineRun(CascadeModel model, CascadeEngineOptions options, CascadePositions positions, ReadOnlySpan<StopOrder> stops)
    {
        (_model, _options, _positions, _markPrice) = (model, options, positions, positions.MarkPrice);
        _state = new(model.ImpactAt(_markPrice), options.Decay, options.PermanentShare);
        _down = new(positions.Ladder.Down, stops);
        _up = new(positions.Ladder.Up, stops);
        Lowest = Highest = LowestExogenous = HighestExogenous = _markPrice;
        _backstopLeft = options.Backstop?.Capacity ?? 0;
        _fund = options.Waterfall?.InsuranceFund ?? 0;
        _uncommitted = options.MatchesOffBook ? new double[positions.Count] : [];
        for (int row = 0; row < _uncommitted.Length; row++)
        {
            _uncommitted[row] = Math.Abs(positions.SignedQuantity(row));
        }
    }

    public double Lowest { get; private set; }

    public double Highest { get; private set; }

    public double LowestExogenous { get; private set; }

    public double HighestExogenous { get; private set; }

    public bool IsSettled { get; private set; }

    public ForcedFlow this[Direction direction] => direction == Direction.Down ? _down : _up;

    public List<CascadeStep> Steps => _steps;

    public List<CascadeFill> Fills => _fills;

    public List<double> BankruptcyPrices => _bankruptcies;

    public List<OffBookMatch> Matches => _matches;

    public void Go(ReadOnlySpan<ExogenousStep> path)
    {
        for (int step = 0; step < path.Length; step++)
        {
            Step(step, path[step], step == 0 ? TimeSpan.Zero : path[step].Duration);
        }

        // What follows the path: nothing comes from outside any more. The number of steps is bounded, whatever the set-up.
        ExogenousStep last = path[^1] with { SignedQuantity = 0 };
        for (int extra = 0; !(IsSettled = IsAtRest(last.Duration)) && extra < _options.SettlingSteps; extra++)
        {
            Step(path.Length + extra, last, last.Duration);
        }
    }

    private void Step(int step, in ExogenousStep outside, TimeSpan duration)
    {
        _exogenous = outside.Price;
        (LowestExogenous, HighestExogenous) = (Math.Min(LowestExogenous, _exogenous), Math.Max(HighestExogenous, _exogenous));
        _state.Arrive(_exogenous, duration);
        double before = _state.Price;
        Track();
        if (outside.SignedQuantity != 0)
        {
            Direction direction = outside.SignedQuantity < 0 ? Direction.Down : Direction.Up;
            RequireMarket(direction);
            _state.Trade(Math.Abs(outside.SignedQuantity), direction);
        }

        Track();

        // Longs lie below the first mark and shorts above it, so that one price meets only one of them. The other direction can have orders that wait.
        double mark = MarkAt(_state.Price);
        Direction first = mark < _markPrice ? Direction.Down : mark > _markPrice ? Direction.Up : _last;
        int fills = _fills.Count;
        var waves = new List<CascadeWave>();
        StepFlow one = Flow(this[first], step, waves), two = Flow(this[ImpactState.Opposite(first)], step, waves);
        (StepFlow sold, StepFlow bought) = first == Direction.Down ? (one, two) : (two, one);
        _last = first;
        _state.Keep();
        if (_options is { MatchesOffBook: true, Waterfall: { } waterfall })
        {
            _fund = Waterfall.Of(EpisodeAccounts.Fills(_fills, _bankruptcies, fills), waterfall with { InsuranceFund = _fund }).FundEnd;
        }

        double price = _state.Price;
        _steps.Add(new()
        {
            ExogenousPrice = _exogenous,
            PriceBefore = before,
            Price = price,
            MarkPrice = MarkAt(price),
            SoldQuantity = sold.Quantity,
            BoughtQuantity = bought.Quantity,
            AverageSalePrice = sold.AveragePrice,
            AveragePurchasePrice = bought.AveragePrice,
            QueuedSales = _down.Waiting,
            QueuedPurchases = _up.Waiting,
            ConsumedQuantity = _state.Sold,
            PermanentDisplacement = _state.Displacement,
            Waves = [.. waves],
        });
    }

    private double MarkAt(double price) => (_options.MarkWeight * price) + ((1 - _options.MarkWeight) * _exogenous);

    private void Track()
    {
        double price = _state.Price;
        (Lowest, Highest) = (Math.Min(Lowest, price), Math.Max(Highest, price));
    }

    /// <summary>A book without the side that is to be eaten cannot answer.</summary>
    private void RequireMarket(Direction direction) => _model.LawFor(_markPrice, direction);

    /// <summary>Whether nothing can happen any more while nothing comes from outside.</summary>
    private bool IsAtRest(TimeSpan duration)
    {
        bool fades = !ReferenceEquals(_options.Decay, ImpactDecay.None) && duration > TimeSpan.Zero;
        return _down.IsIdle && _up.IsIdle && (!fades || Math.Abs(_state.Anchor - _state.Price) <= _options.SettlingTolerance * _state.Anchor);
    }

    /// <summary>What forced orders of one direction traded in a step.</summary>
    private readonly record struct StepFlow(double Quantity, double? AveragePrice);
}
