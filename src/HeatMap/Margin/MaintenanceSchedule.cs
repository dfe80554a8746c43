using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>How much maintenance margin a venue asks for, as a function of size.</summary>
/// <remarks>
/// <para>Immutable. Made by the factory that names its method. Floors are inclusive: a size on a floor belongs to the tier above.</para>
/// <para>Sources: <c>docs/method/liquidation-prices.md</c>.</para>
/// </remarks>
public sealed class MaintenanceSchedule
{
    /// <summary>How far a published deduction may lie from the computed one: published tables carry up to 13 digits.</summary>
    private const double DeductionTolerance = 1e-6;

    private readonly ImmutableArray<RiskTier> _tiers;

    private MaintenanceSchedule(TierMethod method, TierBasis basis, ImmutableArray<RiskTier> tiers, double rateSlope = 0)
    {
        Method = method;
        Basis = basis;
        RateSlope = rateSlope;
        _tiers = tiers;
        foreach (RiskTier tier in tiers)
        {
            MaxRate = Math.Max(MaxRate, tier.MaintenanceRate);
        }
    }

    /// <summary>How rates apply.</summary>
    public TierMethod Method { get; }

    /// <summary>What floors count.</summary>
    public TierBasis Basis { get; }

    /// <summary>How much the rate grows per unit of <see cref="Basis"/>; zero unless the method is size-continuous.</summary>
    public double RateSlope { get; }

    /// <summary>The tiers, from the lowest floor, which is zero, upward; at least one.</summary>
    public ReadOnlySpan<RiskTier> Tiers => _tiers.AsSpan();

    /// <summary>The highest rate of any tier: a fraction of value.</summary>
    public double MaxRate { get; }

    /// <summary>One rate for every size.</summary>
    /// <param name="maintenanceRate">Fraction of value; &gt;= 0 and &lt; 1.</param>
    /// <param name="deduction">Taken off the maintenance, in the settlement asset; finite and &gt;= 0. A venue that reports rate and amount of the tier in force is given by these two.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static MaintenanceSchedule SingleRate(double maintenanceRate, double deduction = 0) => new(
        TierMethod.Marginal,
        TierBasis.Quote,
        [new RiskTier(0, Guard.Rate(maintenanceRate), Guard.NonNegative(deduction))]);

    /// <summary>Each slice of size at its own rate.</summary>
    /// <param name="basis">What floors count. Deductions are in the settlement asset where the basis is a value that moves with the price, otherwise in the basis.</param>
    /// <param name="tiers">Floors from zero, ascending; rates not falling. Deductions that are NaN are computed by continuity; given ones are checked.</param>
    /// <exception cref="ArgumentException">
    /// The tiers are empty, unsorted or outside their domain, or a given deduction does not continue the tier below. The message names the tier and both numbers.
    /// </exception>
    public static MaintenanceSchedule Marginal(TierBasis basis, params ReadOnlySpan<RiskTier> tiers)
    {
        CheckTiers(basis, tiers);
        ImmutableArray<DeductionMismatch> wrong = Mismatches(tiers);
        if (!wrong.IsEmpty)
        {
            DeductionMismatch first = wrong[0];
            Throw.Argument(nameof(tiers), Text($"tier {first.Tier}: the deduction {first.Given} does not continue the tier below; floors and rates give {first.Computed}. Leave it out (NaN) to have it computed"));
        }

        double[] deductions = Deductions(tiers);
        var continued = new RiskTier[tiers.Length];
        for (int i = 0; i < tiers.Length; i++)
        {
            continued[i] = tiers[i] with { Deduction = deductions[i] };
            if (i > 0 && tiers[i].MaintenanceRate < tiers[i - 1].MaintenanceRate)
            {
                Throw.Argument(nameof(tiers), Text($"tier {i + 1}: the rate of a marginal schedule must not fall, was {tiers[i].MaintenanceRate} after {tiers[i - 1].MaintenanceRate}"));
            }
        }

        return new(TierMethod.Marginal, basis, [.. continued]);
    }

    /// <summary>Where the deductions that a table gives do not follow from its floors and rates.</summary>
    /// <param name="tiers">Floors from zero, ascending. Deductions that are NaN are not given, and agree.</param>
    /// <returns>One entry a tier that disagrees, lowest first; empty when all agree. A misprint shows as one entry, a wrong floor as many.</returns>
    /// <exception cref="ArgumentException">The tiers are empty, unsorted or outside their domain; the message names the tier.</exception>
    /// <remarks>Computed deductions go on from computed ones. Agreement is to one part in a million. O(tiers). Allocates the answer.</remarks>
    public static ImmutableArray<DeductionMismatch> Mismatches(params ReadOnlySpan<RiskTier> tiers)
    {
        CheckTiers(TierBasis.Quote, tiers);
        var wrong = ImmutableArray.CreateBuilder<DeductionMismatch>();
        double[] deductions = Deductions(tiers);
        for (int i = 0; i < tiers.Length; i++)
        {
            (double given, double deduction) = (tiers[i].Deduction, deductions[i]);
            if (!double.IsNaN(given) && !(Math.Abs(given - deduction) <= DeductionTolerance * Math.Max(1e-6, Math.Abs(deduction))))
            {
                wrong.Add(new(i + 1, given, deduction));
            }
        }

        return wrong.ToImmutable();
    }

    /// <summary>The rate of the tier on the whole position.</summary>
    /// <param name="basis">What floors count.</param>
    /// <param name="tiers">Floors from zero, ascending. Deductions must be NaN or zero.</param>
    /// <exception cref="ArgumentException">The tiers are empty, unsorted or outside their domain; the message names the tier.</exception>
    public static MaintenanceSchedule Flat(TierBasis basis, params ReadOnlySpan<RiskTier> tiers)
    {
        CheckTiers(basis, tiers);
        ImmutableArray<RiskTier>.Builder flat = ImmutableArray.CreateBuilder<RiskTier>(tiers.Length);
        for (int i = 0; i < tiers.Length; i++)
        {
            if (tiers[i].Deduction is not (0 or double.NaN))
            {
                Throw.Argument(nameof(tiers), Text($"tier {i + 1}: a flat schedule has no deductions, was {tiers[i].Deduction}"));
            }

            flat.Add(tiers[i] with { Deduction = 0 });
        }

        return new(TierMethod.Flat, basis, flat.MoveToImmutable());
    }

    /// <summary>A rate that grows with size: <c>baseRate + slope × size</c>.</summary>
    /// <param name="baseRate">Fraction of value at size zero; &gt;= 0 and &lt; 1.</param>
    /// <param name="rateSlope">Added to the rate per unit of <paramref name="basis"/>; finite and &gt;= 0.</param>
    /// <param name="basis">What size counts; the base asset unless stated otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static MaintenanceSchedule SizeContinuous(double baseRate, double rateSlope, TierBasis basis = TierBasis.Base) => new(
        TierMethod.SizeContinuous,
        Guard.Defined(basis),
        [new RiskTier(0, Guard.Rate(baseRate), 0)],
        Guard.NonNegative(rateSlope));

    /// <summary>A marginal schedule from a table of maximum leverage, at half the initial rate: <c>1 / (2 × max leverage)</c>.</summary>
    /// <param name="basis">What floors count.</param>
    /// <param name="floors">From zero, ascending.</param>
    /// <param name="maxLeverage">One for each floor; finite and &gt; 0.5, not rising.</param>
    /// <exception cref="ArgumentException">The columns differ in length or a tier is outside its domain.</exception>
    public static MaintenanceSchedule FromMaxLeverage(TierBasis basis, ReadOnlySpan<double> floors, ReadOnlySpan<double> maxLeverage)
    {
        if (floors.Length != maxLeverage.Length)
        {
            Throw.Argument(nameof(maxLeverage), $"maxLeverage must have one value for each of the {floors.Length} floors, had {maxLeverage.Length}");
        }

        var tiers = new RiskTier[floors.Length];
        for (int i = 0; i < tiers.Length; i++)
        {
            tiers[i] = new(floors[i], 1 / (2 * Guard.Positive(maxLeverage[i])), double.NaN, maxLeverage[i]);
        }

        return Marginal(basis, tiers);
    }

    /// <summary>The same floors and rates, read by another method.</summary>
    /// <param name="method">Marginal or flat.</param>
    /// <exception cref="ArgumentException">The schedule or <paramref name="method"/> is size-continuous, which has no tiers, or the rates fall and cannot be marginal.</exception>
    public MaintenanceSchedule As(TierMethod method)
    {
        if (Guard.Defined(method) == TierMethod.SizeContinuous || Method == TierMethod.SizeContinuous)
        {
            Throw.Argument(nameof(method), "a size-continuous schedule has no tiers to be read by another method");
        }

        RiskTier[] tiers = [.. _tiers.Select(static t => t with { Deduction = double.NaN })];
        return method == Method ? this : method == TierMethod.Flat ? Flat(Basis, tiers) : Marginal(Basis, tiers);
    }

    /// <summary>The tier that holds at a size: its index in <see cref="Tiers"/>.</summary>
    /// <param name="size">In <see cref="Basis"/>; &gt;= 0. NaN is taken for the lowest tier.</param>
    /// <remarks>Allocates nothing. O(tiers): schedules have at most a few dozen.</remarks>
    public int TierOf(double size)
    {
        int tier = 0;
        while (tier + 1 < _tiers.Length && size >= _tiers[tier + 1].Floor)
        {
            tier++;
        }

        return tier;
    }

    /// <summary>The maintenance margin of one position.</summary>
    /// <param name="contract">What is traded.</param>
    /// <param name="quantity">Unsigned size in the contract's unit; finite and &gt; 0.</param>
    /// <param name="price">The price at which the venue values it, quote per base; finite and &gt; 0.</param>
    /// <returns>Maintenance in the settlement asset, &gt;= 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(tiers).</remarks>
    public double Maintenance(ContractSpec contract, double quantity, double price)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return Maintenance(contract, Guard.Positive(quantity), Guard.Positive(price), _tiers[TierOf(SizeOf(contract, quantity, price))]);
    }

    /// <summary>The maintenance margin that one tier asks for, whether it holds at that size or not.</summary>
    internal double Maintenance(ContractSpec contract, double quantity, double price, RiskTier tier)
    {
        double value = contract.SettlementValue(quantity, price), size = SizeOf(contract, quantity, price);
        double rate = tier.MaintenanceRate + (RateSlope * size);
        return MovesWithPrice(contract.Kind)
            ? Math.Max(0, (value * rate) - tier.Deduction)
            : value * Math.Max(0, rate - (tier.Deduction / size));
    }

    /// <summary>The size that floors are compared with.</summary>
    /// <param name="contract">What is traded.</param>
    /// <param name="quantity">Unsigned size in the contract's unit.</param>
    /// <param name="price">Quote per base.</param>
    /// <returns>In <see cref="Basis"/>. NaN in, NaN out.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="contract"/> is <see langword="null"/>.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public double SizeOf(ContractSpec contract, double quantity, double price)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return Basis switch
        {
            TierBasis.Contracts => quantity / contract.Multiplier,
            TierBasis.Quote => contract.Notional(quantity, price),
            _ => contract.Kind == ContractKind.Inverse ? quantity / price : quantity,
        };
    }

    /// <summary>
    /// Whether the size that floors are compared with is the settlement value itself, which moves with the price. Otherwise it is fixed
    /// for a position, and so is the tier.
    /// </summary>
    /// <remarks>With a single marginal tier nothing is compared, and its deduction is plainly in the settlement asset.</remarks>
    internal bool MovesWithPrice(ContractKind kind) => Basis switch
    {
        _ when Method == TierMethod.Marginal && _tiers.Length == 1 => true,
        TierBasis.Quote => kind != ContractKind.Inverse,
        TierBasis.Base => kind == ContractKind.Inverse,
        _ => false,
    };

    /// <summary>
    /// The deductions that make maintenance continuous: each step of the rate takes off what it would charge too much below its floor. Summed in decimal,
    /// so that published amounts come out to the digit.
    /// </summary>
    private static double[] Deductions(ReadOnlySpan<RiskTier> tiers)
    {
        const double DecimalRange = 1e18;
        var deductions = new double[tiers.Length];
        decimal sum = 0;
        for (int i = 1; i < tiers.Length; i++)
        {
            (RiskTier tier, RiskTier below) = (tiers[i], tiers[i - 1]);
            if (tier.Floor < DecimalRange)
            {
                sum += (decimal)tier.Floor * ((decimal)tier.MaintenanceRate - (decimal)below.MaintenanceRate);
                deductions[i] = (double)sum;
            }
            else
            {
                deductions[i] = deductions[i - 1] + (tier.Floor * (tier.MaintenanceRate - below.MaintenanceRate));
            }
        }

        return deductions;
    }

    private static void CheckTiers(TierBasis basis, ReadOnlySpan<RiskTier> tiers)
    {
        Guard.Defined(basis);
        if (tiers.IsEmpty)
        {
            Throw.Argument(nameof(tiers), "a schedule needs at least one tier");
        }

        for (int i = 0; i < tiers.Length; i++)
        {
            (double floor, double rate) = (tiers[i].Floor, tiers[i].MaintenanceRate);
            if (i == 0 && floor != 0)
            {
                Throw.Argument(nameof(tiers), Text($"tier 1: the floor must be 0, was {floor}"));
            }

            if (i > 0 && !(floor > tiers[i - 1].Floor && double.IsFinite(floor)))
            {
                Throw.Argument(nameof(tiers), Text($"tier {i + 1}: floors must rise, was {floor} after {tiers[i - 1].Floor}"));
            }

            if (!(rate >= 0 && rate < 1))
            {
                Throw.Argument(nameof(tiers), Text($"tier {i + 1}: the maintenance rate must be a fraction >= 0 and < 1, was {rate}"));
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tiers.Length} tiers in {Basis}, {Method}, up to {CompactNumber.Fraction(MaxRate)}");
}
