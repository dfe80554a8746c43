using System.Globalization;

namespace HeatMap;

/// <summary>Which of two prices is touched first within a horizon: three probabilities that add up to one.</summary>
/// <param name="Lower">That the lower price is touched, and before the upper one.</param>
/// <param name="Upper">That the upper price is touched, and before the lower one.</param>
/// <param name="Neither">That price stays between them.</param>
public readonly record struct FirstTouch(double Lower, double Upper, double Neither)
{
    /// <summary>That either is touched.</summary>
    public double Either => Lower + Upper;

    /// <summary>For example <c>35.2 % below first, 36.6 % above first, 28.2 % neither</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lower * 100:0.0} % below first, {Upper * 100:0.0} % above first, {Neither * 100:0.0} % neither");
}
