using System.Reflection;
using HeatMap.Tests.Api;

namespace HeatMap.Charts.Tests.Api;

/// <summary>The public surface of the charts against the approved one, and its shape.</summary>
public sealed class ApiTests
{
    private static readonly Type[] Public = typeof(Chart).Assembly.GetExportedTypes();

    [Fact]
    public void PublicSurface_IsTheApprovedOne() => Assert.Null(ApiText.Changes(typeof(Chart).Assembly, Repository.PathOf("tests", "HeatMap.Charts.Tests", "Api", "HeatMap.Charts.approved.txt")));

    [Fact]
    public void PublicClasses_AreSealedOrStaticOrMadeForInheritance() => Assert.DoesNotContain(Public, static t => t.IsClass && !t.IsSealed && !t.IsAbstract);

    [Fact]
    public void PublicProperties_HandOutNoMemoryToWriteAndAreSetOnlyAtBirth() => Assert.DoesNotContain(
        Public.SelectMany(static t => t.GetProperties()),
        static p => p.PropertyType.IsArray || (p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))));

    [Fact]
    public void Statics_AreReadonlyInEveryType() => Assert.DoesNotContain(
        typeof(Chart).Assembly.GetTypes().Where(static t => !t.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(static t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)),
        static f => !f.IsInitOnly && !f.IsLiteral);

    [Fact]
    public void EnumsOfChoice_StartAtOne() => Assert.All(
        Public.Where(static t => t.IsEnum),
        static t => Assert.Equal(Enumerable.Range(1, Enum.GetValues(t).Length), Enum.GetValues(t).Cast<int>().Order()));
}
