namespace HeatMap.Cascades;

/// <content>The inner fixed point where supply is continuous: the price nearest to where the step began at which the cascade can rest.</content>
internal sealed partial class EngineRun
{
    /// <summary>Into how many parts a stretch is cut where the curve may bend either way.</summary>
    private const int Parts = 64;

    /// <summary>The price when all that is due at a mark is traded, as far as a step may.</summary>
    private double PriceAt(ForcedFlow flow, double along, double mark) => PriceFor(flow, along, flow.Continuous.IsActive ? flow.Continuous.Supply(mark) : 0);

    private double PriceFor(ForcedFlow flow, double along, double supply)
    {
        double due = flow.Continuous.IsActive ? Math.Max(0, supply - flow.Continuous.Due - _backstopLeft) : 0;
        return _state.PriceAt(along + Math.Min(_options.MaxVolumePerStep, flow.Queue.Quantity + due), flow.Direction);
    }

    /// <summary>
    /// The next price on the way. Until the next level or stop, which supplies at once, the map from price to price is continuous in the supply: if it has a fixed point before that, its nearest; else the level itself.
    /// </summary>
    /// <remarks>
    /// Under impact that is linear or bends back (square root, exponential, saturating) the move that supply causes is a concave function of the move of price, so that a stretch between levels has at most one
    /// crossing and halving finds it. Where it can bend the other way the stretch is looked at in parts, from the near end.
    /// </remarks>
    private double Rest(ForcedFlow flow, double along, double price, double next)
    {
        if (_options.MarkWeight == 0)
        {
            return next;
        }

        double end = PriceFor(flow, along, flow.Continuous.Total);
        if (flow.Next is { } level && PriceOfMark(level, flow) is var knot && !flow.IsFarther(knot, end))
        {
            end = knot;
        }

        int parts = _state.IsConcave(along, flow.Direction) && flow.Continuous.IsConcave && _backstopLeft == 0 ? 1 : Parts;
        double near = price;
        for (int i = 1; i <= parts; i++)
        {
            double far = i == parts ? end : price + ((end - price) * i / parts);
            if (flow.IsFarther(far, near) && Holds(far))
            {
                return Halve(near, far);
            }

            near = far;
        }

        return end;

        bool Holds(double at) => !flow.IsFarther(PriceAt(flow, along, flow.Farther(MarkAt(at))), at);

        double Halve(double fails, double holds)
        {
            // Doubles that are not negative are in the order of their bits.
            long a = BitConverter.DoubleToInt64Bits(fails), b = BitConverter.DoubleToInt64Bits(holds);
            while (Math.Abs(b - a) > 1)
            {
                long middle = a + ((b - a) / 2);
                (a, b) = Holds(BitConverter.Int64BitsToDouble(middle)) ? (a, middle) : (middle, b);
            }

            return BitConverter.Int64BitsToDouble(b);
        }
    }

    /// <summary>The nearest price whose mark is at a level, up to a rounding beyond it.</summary>
    private double PriceOfMark(double level, ForcedFlow flow)
    {
        double price = Math.Max(0, (level - ((1 - _options.MarkWeight) * _exogenous)) / _options.MarkWeight);
        for (double nudge = Math.BitIncrement(price) - price; price > 0 && !PriceImpact.IsAtOrBeyond(MarkAt(price), level, flow.Direction); nudge *= 2)
        {
            price = Math.Max(0, price + ((int)flow.Direction * nudge));
        }

        return price;
    }
}
