using System.Diagnostics.CodeAnalysis;

namespace HeatMap.Internal;

/// <summary>Tells a notebook's kernel who shows a type: it looks for an attribute of this name, whoever declares it, so that nothing needs to be referenced.</summary>
/// <remarks>
/// <para>The convention of .NET Interactive, by names alone: the attribute is called <c>TypeFormatterSourceAttribute</c> and has <c>FormatterSourceType</c> and <c>PreferredMimeTypes</c>; the
/// kernel makes an instance of that type, calls its <c>CreateTypeFormatters()</c>, and takes from each object in it a <c>MimeType</c> and a public <c>bool Format(object, TextWriter)</c>.</para>
/// <para>What it names is the one thing that may lie on a floor above.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)] Type formatterSourceType) : Attribute
{
    /// <summary>Who makes the formatters.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)]
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What a cell that ends with such a value shows, the best first; an array, as the kernel asks for one.</summary>
    public string[] PreferredMimeTypes { get; } = ["text/html", "text/plain"];
}
