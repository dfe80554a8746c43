using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace HeatMap.Tests.Shape;

public sealed class ShapeTests
{
    private static readonly Type[] Public = typeof(LiquidationMap).Assembly.GetExportedTypes();

    /// <summary>What lives: types of one writer, or of one reader each, that change with every call. All others are values.</summary>
    private static readonly string[] Machines =
        [
            "LivingMap",
            "LivingMarket",
            "LivingSession",
            "MapReader",
            "MapFeed",
            "PositionEventLog",
            "EventGenerator",
            "ZoneTracker",
            "BuildUpTracker",
            "MapEstimator",
            "PositionEstimator",
            "EstimatorEnsemble",
            "BarChecker",
            "SyntheticOracle",
            "PathFeatures",
            "NullMap",
            "SnapshotSeries",
            "CandleSideEstimator",
            "BothSidesEstimator",
            "VolumeProfileEstimator",
            "LargeTradeEstimator",
            "TurnoverEstimator",
        ];

    [Fact]
    public void PublicStructs_AreReadonly() => AssertNone(
        Public.Where(t => t.IsValueType && !t.IsEnum && !IsEnumerator(t) && !t.IsDefined(typeof(IsReadOnlyAttribute), false)));

    [Fact]
    public void PublicClasses_AreSealedOrStaticOrMadeForInheritance() => AssertNone(Public.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && !t.IsSubclassOf(typeof(Delegate))));

    [Fact]
    public void PublicTypes_HaveNoFieldsButConstants() => AssertNone(
        Public.Where(t => !t.IsEnum).SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(f => !f.IsLiteral));

    [Fact]
    public void PublicProperties_AreSetOnlyAtBirth() => AssertNone(
        Public.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))));

    [Fact]
    public void PublicMembers_HandOutNoMemoryToWrite() => AssertNone(
        Public.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(p => p.PropertyType.IsArray || Is(p.PropertyType, typeof(Span<>)) || Is(p.PropertyType, typeof(Memory<>)) || Is(p.PropertyType, typeof(List<>)) || p.PropertyType.IsByRef));

    [Fact]
    public void Fields_OfPublicTypes_AreReadonlyExceptInBuildersAndMachines() => AssertNone(
        Public.Where(t => !t.IsEnum && !IsEnumerator(t) && !t.Name.EndsWith("Builder", StringComparison.Ordinal) && !Machines.Contains(t.Name))
            .SelectMany(t => t.GetFields(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsInitOnly && !f.IsLiteral && !IsBehindInit(f)));

    [Fact]
    public void Statics_AreReadonlyInEveryType() => AssertNone(
        typeof(LiquidationMap).Assembly.GetTypes().Where(t => !t.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsInitOnly && !f.IsLiteral));

    [Fact]
    public void EnumsOfChoice_StartAtOne()
    {
        foreach (Type type in Public.Where(t => t.IsEnum && t != typeof(Side) && t != typeof(Direction)))
        {
            long[] values = [.. Enum.GetValues(type).Cast<object>().Select(v => Convert.ToInt64(v, System.Globalization.CultureInfo.InvariantCulture)).Order()];
            Assert.True(values.SequenceEqual(Enumerable.Range(1, values.Length).Select(i => (long)i)), $"{type.Name} has {string.Join(", ", values)}");
        }
    }

    [Fact]
    public void OptionsAndRules_AreRecordsWithValueEquality() =>
        Assert.All([typeof(MapOptions), typeof(MarginRules), typeof(ContractSpec)], t => Assert.NotNull(t.GetMethod("<Clone>$")));

    [Fact]
    public void UnsafeCode_StaysInKernels()
    {
        string source = Repository.PathOf("src", "HeatMap");
        string[] signs = [" unsafe ", "Unsafe.", "MemoryMarshal", "fixed (", "NativeMemory", "DllImport", "LibraryImport"];
        string[] files = [.. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f => signs.Any(File.ReadAllText(f).Contains))
            .Select(f => Path.GetRelativePath(source, f).Split(Path.DirectorySeparatorChar)[0]).Distinct(StringComparer.Ordinal)];
        Assert.Equal(["Kernels"], files.Where(f => f is not ("bin" or "obj")));
    }

    [Fact]
    public void NoType_IsNamedLikeANamespace()
    {
        HashSet<string> parts = [.. Public.SelectMany(t => (t.Namespace ?? "").Split('.'))];
        AssertNone(Public.Where(t => parts.Contains(t.Name)));
    }

    [Fact]
    public void EveryPublicType_LivesUnderTheRootNamespace() =>
        AssertNone(Public.Where(t => t.Namespace != "HeatMap" && t.Namespace?.StartsWith("HeatMap.", StringComparison.Ordinal) != true));

    [Fact]
    public void Package_DependsOnExactlyTwoOthers()
    {
        var project = XDocument.Load(Repository.PathOf("src", "HeatMap", "HeatMap.csproj"));
        string[] packed = [.. project.Descendants("PackageReference")
            .Where(p => (string?)p.Attribute("PrivateAssets") != "all" && (string?)p.Element("PrivateAssets") != "all")
            .Select(p => (string)p.Attribute("Include")!).Order(StringComparer.Ordinal)];
        Assert.Equal(["MathNet.Numerics", "System.Numerics.Tensors"], packed);
        Assert.Empty(project.Descendants("ProjectReference"));
    }

    [Fact]
    public void Versions_StandInOneFileOnly()
    {
        string[] files = [.. Directory.EnumerateFiles(Repository.Root, "*.*proj", SearchOption.AllDirectories), .. Directory.EnumerateFiles(Repository.Root, "*.props", SearchOption.AllDirectories)];
        files = [.. files.Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => f != "Directory.Packages.props" && !f.Split('/').Any(part => part is "obj" or "bin") && !f.StartsWith('.'))];
        Assert.Contains("src/HeatMap/HeatMap.csproj", files);
        Assert.Contains("Directory.Build.props", files);
        foreach (string file in files)
        {
            foreach (XElement item in XDocument.Load(Repository.PathOf(file)).Descendants().Where(e => e.Name.LocalName is "PackageReference" or "PackageVersion" or "GlobalPackageReference"))
            {
                Assert.True(
                    item.Attribute("Version") is null && item.Attribute("VersionOverride") is null && item.Element("Version") is null && item.Name.LocalName == "PackageReference",
                    $"{file} gives a version: {item}");
            }
        }
    }

    private static bool IsEnumerator(Type type) => type.IsNested && type.Name == "Enumerator";

    private static bool Is(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;

    /// <summary>The backing field of an init property with a body is writable to the compiler and to nobody else.</summary>
    private static bool IsBehindInit(FieldInfo field) =>
        field.Name.StartsWith('<') && field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)]) is { SetMethod: { } set }
        && set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static void AssertNone(IEnumerable<MemberInfo> offenders)
    {
        string[] names = [.. offenders.Select(m => m.DeclaringType is { } owner ? $"{owner.Name}.{m.Name}" : m.Name)];
        Assert.True(names.Length == 0, string.Join(", ", names));
    }
}
