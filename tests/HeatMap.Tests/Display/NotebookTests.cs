using System.Collections;
using System.Reflection;

namespace HeatMap.Tests.Display;

/// <summary>What a notebook's kernel does, by reflection as it does it, since nothing of it is referenced.</summary>
public sealed class NotebookTests
{
    [Fact]
    public void EverySnapshot_IsShownAsItsFigure_AndAsItsWords()
    {
        foreach ((object snapshot, string html) in Snapshots.All())
        {
            Type type = snapshot.GetType();
            Assert.True(Shown(type, snapshot, "text/html") == html, type.Name);
            Assert.Equal(snapshot.ToString(), Shown(type, snapshot, "text/plain"));
            Assert.Equal(["text/html", "text/plain"], Preferred(type));
        }
    }

    [Fact]
    public void EveryTypeThatCarriesTheAttribute_HasAFigure()
    {
        Type[] carrying = [.. typeof(LiquidationMap).Assembly.GetTypes().Where(static t => Attributes(t).Length > 0)];
        Assert.Equal(
            Snapshots.All().Select(static s => s.Snapshot.GetType().Name).Order(StringComparer.Ordinal),
            carrying.Select(static t => t.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AValueOfAnotherType_IsLeftToOthers()
    {
        Assert.Null(Shown(typeof(LiquidationMap), "a text", "text/html"));
        Assert.Null(Shown(typeof(LiquidationMap), Maps.Small(), "application/json"));
    }

    /// <summary>The text that a kernel gets for a value of a type; null where nobody of ours writes any.</summary>
    private static string? Shown(Type type, object value, string mimeType)
    {
        foreach (object attribute in Attributes(type))
        {
            var sourceType = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetGetMethod()!.Invoke(attribute, null)!;
            object source = Activator.CreateInstance(sourceType)!;
            foreach (object formatter in (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!)
            {
                // A property called Type would say for which type it counts; without one it is the type that carries the attribute.
                Assert.Null(formatter.GetType().GetProperty("Type"));
                MethodInfo format = formatter.GetType().GetMethod("Format")!;
                Assert.Equal([typeof(object), typeof(TextWriter)], format.GetParameters().Select(static p => p.ParameterType));
                using var writer = new StringWriter();
                if ((string)formatter.GetType().GetProperty("MimeType")!.GetGetMethod()!.Invoke(formatter, null)! == mimeType && (bool)format.Invoke(formatter, [value, writer])!)
                {
                    return writer.ToString();
                }
            }
        }

        return null;
    }

    private static string[] Preferred(Type type)
    {
        object attribute = Assert.Single(Attributes(type));
        return Assert.IsType<string[]>(attribute.GetType().GetProperty("PreferredMimeTypes")!.GetGetMethod()!.Invoke(attribute, null));
    }

    private static object[] Attributes(Type type) => [.. type.GetCustomAttributes(true).Where(static a => a.GetType().Name == "TypeFormatterSourceAttribute")];
}
