using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Hark.Grains.Tests;

/// <summary>Types as the wire list writes them: as in C#, with a question mark where nothing may be sent.</summary>
static class WireNames
{
    static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Type type)
    {
        if (Words.TryGetValue(type, out var word)) return word;
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";
        var name = type.Namespace is nameof(Hark) or "System" or "System.Collections.Generic" ? type.Name : type.FullName!;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }

    public static string Of(ParameterInfo parameter) => Of(Nullability.Create(parameter));

    public static string Of(JsonPropertyInfo member) => Of(Nullability.Create((PropertyInfo)member.AttributeProvider!));

    public static string Answer(MethodInfo call)
    {
        var task = Nullability.Create(call.ReturnParameter);
        return task.GenericTypeArguments is [var answer] ? Of(answer) : "nothing";
    }

    static string Of(NullabilityInfo info)
    {
        if (info.Type.IsValueType || info.ReadState != NullabilityState.Nullable) return Of(info.Type);
        return Of(info.Type) + "?";
    }
}
