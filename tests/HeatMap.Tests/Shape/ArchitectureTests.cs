using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HeatMap.Tests.Shape;

/// <summary>Holds the arrows between the folders of the library: what a line mentions must lie on a floor below, or beside it by permission.</summary>
/// <remarks>The library is compiled in memory and every name is resolved to the file that declares it, so aliases, <c>var</c> and extension calls count too.</remarks>
public sealed class ArchitectureTests
{
    /// <summary>From the ground up.</summary>
    private static readonly string[][] Floors =
    [
        ["Contracts", "Kernels", "Internal"],
        ["Positions", "Bands", "Dynamics", "Statistics"],
        ["Margin"],
        ["Accounts", "Maps"],
        ["Living", "HeatMaps"],
        ["Analysis", "Cascades", "Estimation"],
        ["Evaluation", "Display"],
        ["Risk", "Signals"],
    ];

    /// <summary>Arrows that stay on their floor. They form no circle.</summary>
    private static readonly string[] Beside = ["Contracts -> Internal", "Dynamics -> Bands", "Statistics -> Dynamics", "Cascades -> Analysis", "Display -> Evaluation"];

    /// <summary>The one mention that may point up: who shows a snapshot in a notebook, named in this attribute and nowhere else.</summary>
    private const string Formatter = "TypeFormatterSourceAttribute", FormatterSource = "NotebookFormatterSource";

    private static readonly MetadataReference[] Platform =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists)
            .Where(p => !string.Equals(Path.GetFileName(p), "HeatMap.dll", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p))];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    private static readonly Lazy<CSharpCompilation> Library = new(Compile);

    private static readonly Lazy<Arrow[]> Walked = new(() => Walk(Library.Value, Library.Value.SyntaxTrees));

    [Fact]
    public void Folders_ReachOnlyDownwards()
    {
        string[] wrong = [.. Walked.Value.Where(a => Objection(a) is not null).Select(a => $"{Objection(a)}: {a}").Distinct(StringComparer.Ordinal)];
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void TheWalk_SeesTheArrowsThatThereAre()
    {
        string[] arrows = [.. Walked.Value.Select(a => $"{a.From} -> {a.To}").Distinct(StringComparer.Ordinal)];
        Assert.Contains("Maps -> Margin", arrows);
        Assert.Contains("Maps -> Bands", arrows);
        Assert.Contains("Margin -> Positions", arrows);
        Assert.Contains("Margin -> Contracts", arrows);
        Assert.Contains("Bands -> Internal", arrows);
        Assert.DoesNotContain("Contracts -> Maps", arrows);
    }

    [Fact]
    public void Kernels_MentionNoDomainType() => Assert.DoesNotContain(Walked.Value, a => a.From == "Kernels" && a.To != "Internal");

    [Theory]
    [InlineData("static class Planted { public static LiquidationMap? Map => null; }")]
    [InlineData("static class Planted { public static object Map => typeof(System.Collections.Generic.List<LiquidationMap>); }")]
    [InlineData("static class Planted { public static double Peek(object x) => ((dynamic)x).A is LiquidationMap map ? map.MarkPrice : 0; }")]
    [InlineData("/// <summary><see cref=\"Side\"/></summary>\nstatic class Planted { public static string Map => nameof(LiquidationMap); }")]
    public void APlantedUpwardArrow_IsReportedWithFileLineAndSymbol(string text)
    {
        Arrow[] walked = Walk([("Contracts/Planted.cs", "namespace HeatMap;\n" + text)]);
        Arrow planted = Assert.Single(walked.Where(a => a.File == "Contracts/Planted.cs" && a.Symbol == "LiquidationMap").DistinctBy(a => a.Line));
        Assert.Equal(("Contracts", "Maps"), (planted.From, planted.To));
        Assert.Equal(text.Contains('\n', StringComparison.Ordinal) ? 3 : 2, planted.Line);
        Assert.Equal("reaches up", Objection(planted));
        Assert.Contains($"Contracts/Planted.cs:{planted.Line} mentions LiquidationMap of Maps", planted.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void APlantedUseThatNamesNoType_IsReportedByItsMember()
    {
        // The type behind `var` and the member of a partial type count where they are declared.
        Arrow[] walked = Walk([("Bands/Planted.cs", "namespace HeatMap;\nstatic class Planted { public static int Count(BandGrid g) => Venues.Names.Length; }")]);
        Assert.Contains(walked, a => a is { File: "Bands/Planted.cs", To: "Margin", Symbol: "Names" } && Objection(a) == "reaches up");
    }

    [Fact]
    public void APlantedArrowBeside_NeedsPermission()
    {
        Arrow[] walked = Walk([("Positions/Planted.cs", "namespace HeatMap;\nstatic class Planted { public static BandGrid? Grid => null; }")]);
        Assert.Contains(walked, a => a is { File: "Positions/Planted.cs", To: "Bands" } && Objection(a) == "reaches beside without permission");
    }

    [Fact]
    public void TheFormatterAttribute_MayNameItsSource_AndNothingElseMay()
    {
        const string Allowed = "[HeatMap.Internal.TypeFormatterSource(typeof(NotebookFormatterSource))]\nsealed class Planted;", Other = "[HeatMap.Internal.TypeFormatterSource(typeof(NotebookFormatter))]\nsealed class Planted;";
        const string Body = "sealed class Planted { public static object Source => typeof(NotebookFormatterSource); }";
        const string Disguise = "[TypeFormatterSource(typeof(NotebookFormatterSource))]\nsealed class Planted;\n[System.AttributeUsage(System.AttributeTargets.Class)]\nsealed class TypeFormatterSourceAttribute(System.Type type) : System.Attribute { public System.Type Type => type; }";
        Assert.DoesNotContain(Planted(Allowed), static a => Objection(a) is not null);
        foreach ((string text, string symbol) in ((string, string)[])[(Other, "NotebookFormatter"), (Body, FormatterSource), (Disguise, FormatterSource)])
        {
            Assert.Contains(Planted(text), a => a.To == "Display" && a.Symbol == symbol && Objection(a) == "reaches up");
        }

        static Arrow[] Planted(string text) => Walk([("Maps/Planted.cs", "namespace HeatMap;\n" + text)]);
    }

    [Fact]
    public void AFolderWithoutAFloor_IsReported()
    {
        Arrow[] walked = Walk([("Cellar/Planted.cs", "namespace HeatMap;\nstatic class Planted { public static Side Side => Side.Long; }")]);
        Assert.Contains(walked, a => a.From == "Cellar" && Objection(a) == "has no floor");
        walked = Walk([("Contracts/Planted.cs", "namespace HeatMap;\nstatic class Planted { public static Hole? Hole => null; }"), ("Cellar/Hole.cs", "namespace HeatMap;\nsealed class Hole;")]);
        Assert.Contains(walked, a => a.To == "Cellar" && Objection(a) == "has no floor");
    }

    [Fact]
    public void Permissions_FormNoCircle()
    {
        foreach (string arrow in Beside)
        {
            string[] ends = arrow.Split(" -> ");
            Assert.Equal(FloorOf(ends[0]), FloorOf(ends[1]));
            Assert.DoesNotContain($"{ends[1]} -> {ends[0]}", Beside);
        }
    }

    private static string? Objection(Arrow arrow)
    {
        int from = FloorOf(arrow.From), to = FloorOf(arrow.To);
        return from < 0 || to < 0 ? "has no floor"
            : to > from ? "reaches up"
            : to == from && !Beside.Contains($"{arrow.From} -> {arrow.To}") ? "reaches beside without permission"
            : null;
    }

    private static int FloorOf(string folder) => Array.FindIndex(Floors, f => f.Contains(folder));

    private static CSharpCompilation Compile()
    {
        string source = Repository.PathOf("src", "HeatMap");
        const string Usings = "global using System; global using System.IO; global using System.Linq; global using System.Net.Http; "
            + "global using System.Threading; global using System.Threading.Tasks; global using System.Collections.Generic;";
        return CSharpCompilation.Create(
            "Walk",
            Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .Select(file => (Path: Path.GetRelativePath(source, file).Replace('\\', '/'), File: file))
                .Where(f => !f.Path.StartsWith("bin/", StringComparison.Ordinal) && !f.Path.StartsWith("obj/", StringComparison.Ordinal))
                .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f.File), Options, f.Path))
                .Append(CSharpSyntaxTree.ParseText(Usings, Options, "Usings.cs")),
            Platform,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    /// <summary>The arrows of files that the library does not have, as if it had them.</summary>
    private static Arrow[] Walk((string Path, string Text)[] planted)
    {
        SyntaxTree[] trees = [.. planted.Select(p => CSharpSyntaxTree.ParseText(p.Text, Options, p.Path))];
        return Walk(Library.Value.AddSyntaxTrees(trees), trees);
    }

    /// <summary>Every mention of something that another folder declares.</summary>
    private static Arrow[] Walk(CSharpCompilation compilation, IEnumerable<SyntaxTree> trees)
    {
        List<Arrow> arrows = [];
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            Diagnostic[] errors = [.. model.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
            Assert.True(errors.Length == 0, "the walk needs code without errors: " + string.Join(Environment.NewLine, errors.Take(5)));
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(n => n is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax or BinaryExpressionSyntax))
            {
                ISymbol? symbol = model.GetSymbolInfo(node).Symbol;
                foreach (ISymbol mentioned in Mentions(symbol))
                {
                    // A partial type is at home in several files; the member that is mentioned has one.
                    foreach (SyntaxReference place in mentioned.DeclaringSyntaxReferences.Take(1))
                    {
                        string from = FolderOf(tree.FilePath), to = FolderOf(place.SyntaxTree.FilePath);
                        if (from != to && !IsFormatter(model, node, mentioned))
                        {
                            arrows.Add(new(from, to, tree.FilePath, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, mentioned.Name));
                        }
                    }
                }
            }
        }

        return [.. arrows];
    }

    private static bool IsFormatter(SemanticModel model, SyntaxNode node, ISymbol mentioned) =>
        mentioned is INamedTypeSymbol { Name: FormatterSource }
        && node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
        && model.GetSymbolInfo(attribute).Symbol?.ContainingType is { Name: Formatter, ContainingNamespace.Name: "Internal" };

    /// <summary>The symbol itself and, so that inferred types count, what it is made of.</summary>
    private static IEnumerable<ISymbol> Mentions(ISymbol? symbol)
    {
        switch (symbol)
        {
            case null or INamespaceSymbol or IParameterSymbol or ITypeParameterSymbol or ILabelSymbol or IRangeVariableSymbol:
                yield break;
            case ILocalSymbol local:
                yield return local.Type;
                yield break;
            case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                yield return constructor.ContainingType.OriginalDefinition;
                yield break;
            case IMethodSymbol { ReducedFrom: { } extension }:
                yield return extension;
                yield break;
            default:
                yield return symbol.OriginalDefinition;
                yield break;
        }
    }

    private static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "(top)";

    private sealed record Arrow(string From, string To, string File, int Line, string Symbol)
    {
        public override string ToString() => $"{File}:{Line} mentions {Symbol} of {To}";
    }
}
