using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using HeatMap.Cascades;
using HeatMap.Estimation;
using HeatMap.Tests.Display;

namespace HeatMap.Tests.Shape;

/// <summary>What results print: a line or a few for people, never a type's name or a dump.</summary>
public sealed class WordsTests
{
    /// <summary>What is set, built, asked or lived with, and what only carries columns in, is not a result.</summary>
    private static readonly string[] NoResults =
    [
        "Options", "Builder", "Estimator", "Model", "Engine", "Ensemble", "Market", "Session", "Tracker", "Checker", "Generator", "Oracle", "Columns", "Log", "Series", "Feed", "System", "Book", "Ladder", "Matrix", "Factor", "Features",
        "Rules", "Evidence", "Sample", "ScoredMap", "NullMap", "LayerBounds", "Holding", "DoubleExponentialJumps", "FilteredHistorical", "GeometricBrownian", "StudentReturns",
    ];

    private static readonly Type[] Results = [.. typeof(LiquidationMap).Assembly.GetExportedTypes().Where(IsResult)];

    [Fact]
    public void EveryResult_HasWordsOfItsOwn()
    {
        string[] mute = [.. Results.Where(static t => !SaysSomething(t)).Select(static t => t.Name).Order(StringComparer.Ordinal)];
        Assert.True(mute.Length == 0, string.Join(", ", mute));
    }

    [Fact]
    public void WhatIsPrinted_IsShort_AndNamesNoType()
    {
        EstimatedMap estimate = Snapshots.Estimated();
        (CascadeResult cascade, CascadeThresholds thresholds) = Snapshots.Long();
        SimulatedCascades simulated = Snapshots.Simulated();
        LiquidationMap map = Display.Maps.Many();
        object[] more =
        [
            map, map.Total, Display.Maps.Small().Unplaced, map.Report(), map.Grid, map.Grid[0], estimate, estimate.Mix, Calibration.Default("BTC"), cascade, cascade.Waves[0], cascade.Side, cascade.ByBand(map.Grid), thresholds, simulated, simulated.Down,
            simulated.Down.Depth, Snapshots.Scores(), Snapshots.Scores().Models[0], Snapshots.Scores().Increments[0], MaintenanceSchedule.SingleRate(0.005), new CorrectedBars([], []), new ClosingOrder([1, 2], true),
        ];
        foreach (object result in Snapshots.All().Select(static s => s.Snapshot).Concat(more.Where(static m => m is not IEnumerable || m is DistanceMix)))
        {
            string words = result.ToString()!, name = result.GetType().Name;
            Assert.DoesNotContain("System.", words, StringComparison.Ordinal);
            Assert.DoesNotContain("HeatMap.", words, StringComparison.Ordinal);
            Assert.DoesNotContain('`', words);
            Assert.True(words.Length is > 0 and < 4_000 && words.Split('\n').All(static l => l.Length < 500), $"{name}: {words}");
            Assert.True(words.Split('\n').Length <= 2 || result is MapReport, $"{name}: {words}");
        }
    }

    [Fact]
    public void Words_DoNotDependOnCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NumberGroupSeparator, odd.NumberFormat.NegativeSign) = ("!", "?", "~");
        object[] snapshots = [.. Snapshots.All().Select(static s => s.Snapshot), Display.Maps.Small().Total, Display.Maps.Small().Unplaced, Snapshots.Scores().Models[0]];
        string[] words = [.. snapshots.Select(static s => s.ToString()!)];
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(words, snapshots.Select(static s => s.ToString()!));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static bool IsResult(Type type) =>
        !type.IsEnum && !type.IsInterface && !type.IsByRefLike && !(type is { IsAbstract: true, IsSealed: true }) && !type.IsAbstract
        && !type.IsSubclassOf(typeof(Delegate)) && !type.IsSubclassOf(typeof(Exception)) && !type.IsNested
        && !NoResults.Any(n => type.Name.EndsWith(n, StringComparison.Ordinal));

    /// <summary>Written by hand, or a record of plain numbers and of things that say something.</summary>
    private static bool SaysSomething(Type type)
    {
        MethodInfo words = type.GetMethod("ToString", Type.EmptyTypes)!;
        return words.DeclaringType == type && !words.IsDefined(typeof(CompilerGeneratedAttribute), false)
            || words.DeclaringType is { IsAbstract: true } && words.DeclaringType.Assembly == type.Assembly
            || words.DeclaringType == type && type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).All(static p => p.GetIndexParameters().Length > 0 || IsPlain(p.PropertyType));
    }

    private static bool IsPlain(Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare == typeof(string) || bare.IsPrimitive || bare.IsEnum || bare == typeof(TimeSpan) || bare == typeof(DateTimeOffset)
            || (!bare.IsAssignableTo(typeof(IEnumerable)) && bare.Assembly == typeof(LiquidationMap).Assembly && SaysSomething(bare));
    }
}
