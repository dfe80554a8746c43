using System.Globalization;

namespace HeatMap;

/// <summary>How often ranges of prices were touched, and how price behaved then. Of a placebo the numbers are weights and need not be whole.</summary>
/// <param name="Ranges">How many were looked at.</param>
/// <param name="Bounced">Touched, and price turned.</param>
/// <param name="Held">Touched, and price neither turned nor went through.</param>
/// <param name="Swept">Touched, and price went through.</param>
public readonly record struct TouchTally(double Ranges, double Bounced, double Held, double Swept)
{
    /// <summary>How many were touched.</summary>
    public double Touched => Bounced + Held + Swept;

    /// <summary>The share that was touched; NaN of none.</summary>
    public double TouchRate => Touched / Ranges;

    /// <summary>The share of the touched where price turned; NaN of none.</summary>
    public double BounceRate => Bounced / Touched;

    /// <summary>The share of the touched where price went through; NaN of none.</summary>
    public double SweepRate => Swept / Touched;

    /// <summary>Both together.</summary>
    public static TouchTally operator +(TouchTally x, TouchTally y) => new(x.Ranges + y.Ranges, x.Bounced + y.Bounced, x.Held + y.Held, x.Swept + y.Swept);

    /// <summary>Both together.</summary>
    public static TouchTally Add(TouchTally left, TouchTally right) => left + right;

    /// <summary>For example <c>12 of 40 touched: 5 bounced, 3 held, 4 swept</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Touched:0.#} of {Ranges:0.#} touched: {Bounced:0.#} bounced, {Held:0.#} held, {Swept:0.#} swept");
}
