using System.Diagnostics.CodeAnalysis;

namespace HeatMap.Charts.Pages;

/// <summary>Tells a notebook's kernel who shows a chart: .NET Interactive looks for an attribute of this name, whoever declares it, and calls its source by the names of its members, so that no package is referenced.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)] Type formatterSourceType) : Attribute
{
    /// <summary>Who makes the formatters.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)]
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What a cell that ends with a chart shows, the best first.</summary>
    public string[] PreferredMimeTypes { get; } = ["text/html", "text/plain"];
}
