namespace HeatMap.Cascades;

/// <summary>Where price stands on the curve of impact: anchor, net volume, and what of it fades.</summary>
internal sealed class ImpactState(PriceImpact law, ImpactDecay decay, double permanentShare)
{
    private readonly List<(TimeSpan Time, double Sold)> _history = [];
    private TimeSpan _time;
    private double _exogenous, _before, _afterFading;

    /// <summary>Net base sold and not made good, Z; negative where more was bought.</summary>
    public double Sold { get; private set; }

    /// <summary>The displacement for good, K.</summary>
    public double Displacement { get; private set; }

    /// <summary>Where the curve begins.</summary>
    public double Anchor { get; private set; }

    public double Price => PriceAt(Sold, Direction.Down);

    /// <summary>Whether, from a net volume on, more volume is known to move price less and less, or as much.</summary>
    public bool IsConcave(double along, Direction direction) =>
        law is LinearImpact || (law is ExponentialImpact && direction == Direction.Down) || (law is SaturatingImpact && along >= 0);

    /// <summary>The net volume as one direction counts it.</summary>
    public double Along(Direction direction) => direction == Direction.Down ? Sold : -Sold;

    /// <summary>The price at a net volume in a direction; less than nothing is volume in the other.</summary>
    public double PriceAt(double along, Direction direction) =>
        along >= 0 ? law.After(Anchor, along, direction) : law.After(Anchor, -along, Opposite(direction));

    /// <summary>The exact mean of the curve between two net volumes.</summary>
    public double Mean(double from, double to, Direction direction)
    {
        if (from >= 0)
        {
            return law.Mean(Anchor, from, to, direction);
        }

        if (to <= 0)
        {
            return law.Mean(Anchor, -to, -from, Opposite(direction));
        }

        double back = law.Mean(Anchor, 0, -from, Opposite(direction)), on = law.Mean(Anchor, 0, to, direction);
        return ((-from * back) + (to * on)) / (to - from);
    }

    /// <summary>Time goes by, and price moves from outside.</summary>
    public void Arrive(double exogenousPrice, TimeSpan duration)
    {
        _time = duration > TimeSpan.MaxValue - _time ? TimeSpan.MaxValue : _time + duration;
        if (decay.IsMemoryless)
        {
            Sold *= decay.Weight(duration);
        }
        else
        {
            Sold = 0;
            foreach ((TimeSpan time, double sold) in _history)
            {
                Sold += sold * decay.Weight(_time - time);
            }
        }

        _exogenous = exogenousPrice;
        _afterFading = Sold;
        Anchor = Math.Max(0, exogenousPrice - Displacement);
        _before = Price;
    }

    /// <summary>Somebody trades.</summary>
    public void Trade(double quantity, Direction direction) => Sold += direction == Direction.Down ? quantity : -quantity;

    /// <summary>The step ends: a share of its move stays for good, and the volume is what leads from the new anchor to the same price.</summary>
    public void Keep()
    {
        double price = Price;
        if (permanentShare > 0 && price != _before)
        {
            double displacement = Displacement + (permanentShare * (_before - price)), anchor = _exogenous - displacement;
            double here = Needed(Anchor, price), there = Needed(anchor, price);

            // What was eaten of a level of a book beyond its edge stays eaten. Where nothing leads to the price, as at zero, nothing is moved.
            double eaten = here * there >= 0 && double.IsFinite(here) ? Sold - here : 0;
            if (double.IsFinite(there + eaten))
            {
                (Displacement, Anchor, Sold) = (displacement, anchor, there + eaten);
            }
        }

        if (!decay.IsMemoryless && Sold != _afterFading)
        {
            _history.Add((_time, Sold - _afterFading));
        }
    }

    public static Direction Opposite(Direction direction) => direction == Direction.Down ? Direction.Up : Direction.Down;

    /// <summary>The net volume, in sales, that leads from an anchor to a price; NaN where it cannot be told.</summary>
    private double Needed(double anchor, double price) => !(anchor > 0 && price > 0) ? double.NaN
        : price < anchor ? law.Needed(anchor, price, Direction.Down)
        : price > anchor ? -law.Needed(anchor, price, Direction.Up) : 0;
}
