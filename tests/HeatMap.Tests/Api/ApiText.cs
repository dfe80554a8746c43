using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace HeatMap.Tests.Api;

/// <summary>The public surface of an assembly as text, one member a line.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What differs from the approved text, or null; <c>HEATMAP_ACCEPT=1</c> writes the file anew.</summary>
    public static string? Changes(Assembly assembly, string path)
    {
        string actual = Of(assembly);
        if (Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
            return null;
        }

        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        string[] now = actual.Split('\n'), then = approved.Split('\n');
        string[] changes = [.. then.Except(now).Where(l => l.Length > 0).Select(l => "- " + l), .. now.Except(then).Where(l => l.Length > 0).Select(l => "+ " + l)];
        return actual == approved
            ? null
            : $"""
            The public surface differs from {Path.GetFileName(path)}:
            {string.Join('\n', changes)}
            If that is meant, run the tests once with HEATMAP_ACCEPT=1, which writes the file, and commit it.
            """;
    }

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (string line in type.GetMembers(Declared).Select(m => Line(type, m)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Head(Type type)
    {
        string kind = type.IsEnum ? "enum"
            : type.IsValueType ? (type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : "") + (type.IsByRefLike ? "ref struct" : "struct")
            : type.IsInterface ? "interface"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : (type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + "class";
        string[] bases = [.. new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum)).Select(b => Name(b!)),
            .. (type.IsEnum ? [] : type.GetInterfaces()).Select(Name).Order(StringComparer.Ordinal)];
        string under = type.IsEnum && type.GetEnumUnderlyingType() != typeof(int) ? " : " + Name(type.GetEnumUnderlyingType()) : "";
        return $"{type.Namespace} {kind} {Name(type)}{under}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static string? Line(Type type, MemberInfo member) => member switch
    {
        FieldInfo { IsPublic: true, IsLiteral: true } constant => type.IsEnum
            ? $"{Name(type)}.{constant.Name} = {Convert.ToInt64(constant.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}"
            : $"const {Name(constant.FieldType)} {Name(type)}.{constant.Name} = {Value(constant.GetRawConstantValue())}",
        FieldInfo { IsPublic: true, IsSpecialName: false } field => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {Name(type)}.{field.Name}",
        ConstructorInfo { IsPublic: true } constructor => $"new {Name(type)}({Parameters(constructor)})",
        PropertyInfo property when IsVisible(property.GetMethod) || IsVisible(property.SetMethod) => Property(type, property),
        MethodInfo method when IsVisible(method) && !method.Name.Contains('<', StringComparison.Ordinal) && !IsAccessor(method) => Method(type, method),
        EventInfo happening => $"event {Name(happening.EventHandlerType!)} {Name(type)}.{happening.Name}",
        _ => null,
    };

    private static string Property(Type type, PropertyInfo property)
    {
        ParameterInfo[] index = property.GetIndexParameters();
        string access = (IsVisible(property.GetMethod) ? "get; " : "")
            + (!IsVisible(property.SetMethod) ? "" : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ");
        string name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        return $"{((property.GetMethod ?? property.SetMethod)!.IsStatic ? "static " : "")}{Name(property.PropertyType)} {Name(type)}.{name} {{ {access}}}";
    }

    private static string Method(Type type, MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        return $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {Name(type)}.{method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.IsIn && parameter.ParameterType.IsByRef ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        string many = parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(ParamCollectionAttribute), false) ? "params " : "";
        string standard = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{many}{way}{Name(parameter.ParameterType)} {parameter.Name}{standard}";
    }

    private static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        { } value when parameter.ParameterType.IsEnum => $"{parameter.ParameterType.Name}.{Enum.ToObject(parameter.ParameterType, value)}",
        { } value => Value(value),
    };

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal)
        || method.Name.StartsWith("add_", StringComparison.Ordinal) || method.Name.StartsWith("remove_", StringComparison.Ordinal));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        string name = Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => type.Name,
            TypeCode.Double => "double",
            TypeCode.Int32 => "int",
            TypeCode.Int64 => "long",
            TypeCode.Boolean => "bool",
            TypeCode.String => "string",
            TypeCode.Byte => "byte",
            TypeCode.SByte => "sbyte",
            _ => type == typeof(void) ? "void" : type == typeof(object) ? "object" : type.Name,
        };
        return type.IsGenericType ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
