using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>How a <see cref="TweedieRegression"/> is fitted. Null means the defaults; change with <c>with</c>.</summary>
public sealed record TweedieOptions
{
    internal static readonly TweedieOptions Default = new();

    /// <summary>How variance grows with the mean, from 1 to 2: 1 is Poisson, 2 gamma, which wants targets over zero; between, targets may be zero and otherwise spread. 1.5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double Power
    {
        get;
        init
        {
            if (!(value is >= 1 and <= 2))
            {
                Throw.OutOfRange(nameof(Power), value, "from 1 to 2");
            }

            field = value;
        }
    } = 1.5;

    /// <summary>What half a squared coefficient costs, against half the mean deviance of targets in units of their own mean; finite and &gt;= 0. Coefficients are those of standardised columns; the intercept is free. A pure number:
    /// no unit of target or column changes what it means. 0.001 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double Ridge
    {
        get;
        init => field = Guard.NonNegative(value, nameof(Ridge));
    } = 1e-3;

    /// <summary>By what <see cref="Ridge"/> is multiplied for each column, finite and &gt;= 0; empty, the default, for one each. A column that must not be shrunk much has little.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor is outside its domain.</exception>
    public ImmutableArray<double> Penalties
    {
        get;
        init
        {
            ImmutableArray<double> penalties = value.IsDefault ? [] : value;
            foreach (double penalty in penalties)
            {
                Guard.NonNegative(penalty, nameof(Penalties));
            }

            field = penalties;
        }
    } = [];

    /// <summary>The most steps; from 1 to 10,000. 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public int MaxIterations
    {
        get;
        init
        {
            if (value is < 1 or > 10_000)
            {
                Throw.OutOfRange(nameof(MaxIterations), value, "from 1 to 10000");
            }

            field = value;
        }
    } = 100;

    /// <summary>The fit has converged when no part of the gradient is greater: of the mean loss, by coefficients of standardised columns; a pure number, finite and &gt; 0. 1e-9 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double Tolerance
    {
        get;
        init => field = Guard.Positive(value, nameof(Tolerance));
    } = 1e-9;

    /// <summary>How far a prediction goes beyond what was seen: each feature is moved into its training range, widened about its middle by this factor; &gt;= 1. 1.5 by default: a quarter of the range more on either side. Infinity
    /// moves nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double RangeFactor
    {
        get;
        init
        {
            if (!(value >= 1))
            {
                Throw.OutOfRange(nameof(RangeFactor), value, ">= 1");
            }

            field = value;
        }
    } = 1.5;
}
