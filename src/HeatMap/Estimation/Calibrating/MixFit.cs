using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Shares of distance classes fitted to what was published when price swept them.</summary>
/// <remarks>
/// <para>Non-negative Poisson regression by expectation and maximisation with a prior. Classes that price did not sweep keep the prior's share, to the last bit; those that it swept divide the rest,
/// and the scale of prints is fitted with them. A fit that does worse than the prior on the last part of the rows is rejected, and then its shares are the prior's.</para>
/// <para>Immutable. Source: docs/method/calibration.md.</para>
/// </remarks>
public sealed class MixFit
{
    private MixFit(MixAscent ascent, ReadOnlySpan<double> prior, string? rejection, double heldOut, double priorHeldOut)
    {
        Shares = [.. ascent.Shares];
        PriorShares = [.. prior];
        PrintScale = ascent.Scale;
        Information = [.. ascent.CanFit ? ascent.Information() : new double[prior.Length]];
        Learnt = [.. ascent.IsLearnt.Select(l => l && rejection is null)];
        Path = [.. ascent.Path];
        LogLikelihood = ascent.CanFit ? ascent.LogLikelihood() : double.NaN;
        Dispersion = ascent.CanFit ? ascent.Dispersion() : double.NaN;
        Rejection = rejection;
        (HeldOutScore, PriorHeldOutScore) = (heldOut, priorHeldOut);
    }

    /// <summary>The share of each class; they add up to one.</summary>
    public ImmutableArray<double> Shares { get; }

    /// <summary>The shares that were believed before.</summary>
    public ImmutableArray<double> PriorShares { get; }

    /// <summary>How much of what is swept is published; NaN where nothing was published or nothing swept.</summary>
    public double PrintScale { get; }

    /// <summary>The Fisher information of the logarithm of each class's share, one at a time: <c>Σ A²/μ</c>, in the unit of prints.</summary>
    public ImmutableArray<double> Information { get; }

    /// <summary>Which classes were learnt; the others keep the prior.</summary>
    public ImmutableArray<bool> Learnt { get; }

    /// <summary>What was maximised, before the first round and after each: likelihood and prior. It never falls.</summary>
    public ImmutableArray<double> Path { get; }

    /// <summary>The logarithm of the likelihood of all rows, but for a constant; NaN where nothing could be fitted.</summary>
    public double LogLikelihood { get; }

    /// <summary>Variance over mean of known prints, in their unit: far above one print where liquidations come in clumps. NaN where too few rows are known.</summary>
    public double Dispersion { get; }

    /// <summary>Why the fit was rejected; null where it was not.</summary>
    public string? Rejection { get; }

    /// <summary>Whether the shares are fitted ones.</summary>
    public bool IsAccepted => Rejection is null;

    /// <summary>The logarithm of the likelihood per unit of print that the earlier rows give the last ones; NaN where none were held out.</summary>
    public double HeldOutScore { get; }

    /// <summary>The same for the prior's shares, with their own scale.</summary>
    public double PriorHeldOutScore { get; }

    /// <summary>How well the share of a class is known: its standard error as a fraction of it, were it alone unknown. Infinite where nothing was learnt.</summary>
    /// <param name="distanceClass">From 0 to the number of classes − 1.</param>
    public double RelativeError(int distanceClass) => Learnt[distanceClass] ? Math.Sqrt(Dispersion / Information[distanceClass]) : double.PositiveInfinity;

    /// <summary>Fits shares.</summary>
    /// <param name="columns">What was swept and what was published, in time order.</param>
    /// <param name="priorShares">What is believed before: as many as classes, finite and &gt;= 0 with a positive sum, which is brought to one. A share of 0 stays.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="countedShares">The shares with which crossings were counted; empty for the prior's.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain; the message names the row.</exception>
    /// <remarks>O(rounds × rows × classes). Allocates a copy of the columns and the result.</remarks>
    public static MixFit Fit(CrossingColumns columns, ReadOnlySpan<double> priorShares, MixFitOptions? options = null, ReadOnlySpan<double> countedShares = default)
    {
        double[] prior = Normalised(priorShares, columns.Classes, nameof(priorShares));
        double[] counted = countedShares.IsEmpty ? prior : Normalised(countedShares, columns.Classes, nameof(countedShares));
        return OfRows(MixRows.From(columns, counted), prior, options ?? MixFitOptions.Default);
    }

    /// <summary>What was fitted, in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Learnt.Count(l => l)} of {Shares.Length} classes learnt, print scale {PrintScale:G3}, held out {HeldOutScore - PriorHeldOutScore:+0.0000;-0.0000} nats over the prior{(IsAccepted ? "" : ", rejected: " + Rejection)}");

    internal static MixFit OfRows(MixRows rows, ReadOnlySpan<double> prior, MixFitOptions options)
    {
        double heldOut = double.NaN, priorHeldOut = double.NaN;
        string? rejection = null;
        var ascent = new MixAscent(rows, prior, options);
        if (!ascent.CanFit)
        {
            return new(ascent, prior, ascent.Total > 0 ? "nothing was swept" : "nothing was published", heldOut, priorHeldOut);
        }

        int last = (int)(rows.Count * options.HeldOutShare), first = rows.Count - last;
        if (last > 0)
        {
            MixRows unseen = rows.Part(first, last);
            var before = new MixAscent(rows.Part(0, first), prior, options);
            if (!before.CanFit || unseen.TotalPrints == 0)
            {
                rejection = "too little was published or swept to hold a part out";
            }
            else
            {
                before.Begin();
                priorHeldOut = before.Score(unseen);
                before.Climb();
                heldOut = before.Score(unseen);
                rejection = Judged(heldOut, priorHeldOut);
            }
        }

        ascent.Begin();
        if (rejection is null)
        {
            ascent.Climb();
        }

        return new(ascent, prior, rejection, heldOut, priorHeldOut);
    }

    internal static string? Judged(double heldOut, double priorHeldOut) => heldOut >= priorHeldOut
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"on held-out rows it scores {priorHeldOut - heldOut:G3} nats per unit of print less than the prior");

    private static double[] Normalised(ReadOnlySpan<double> shares, int classes, string name)
    {
        if (shares.Length != classes)
        {
            Throw.Argument(name, $"there must be {classes} shares, were {shares.Length}");
        }

        double sum = 0;
        for (int c = 0; c < classes; c++)
        {
            if (!(shares[c] >= 0 && shares[c] < double.PositiveInfinity))
            {
                Throw.Row(name, c, shares[c], "finite and >= 0");
            }

            sum += shares[c];
        }

        Guard.Positive(sum, "sum of " + name);
        double[] normalised = shares.ToArray();
        if (Math.Abs(sum - 1) > 1e-12)
        {
            for (int c = 0; c < classes; c++)
            {
                normalised[c] /= sum;
            }
        }

        return normalised;
    }
}
