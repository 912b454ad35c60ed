using System.Collections;
using System.Reflection;

namespace Hark.Grains.Tests;

/// <summary>Values of any type that travels, no member of which is its default.</summary>
static class WireSamples
{
    static readonly NullabilityInfoContext Nullability = new();

    /// <summary>A full value; then one for each member that may be null, without it; and for an enum each of its values.</summary>
    public static IEnumerable<object> Of(Type type)
    {
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>();
        if (IsRefusable(type)) return [Full(type), Activator.CreateInstance(type, null, Full(typeof(Refusal)))!];
        return OptionalMembers(type).Select(member => Make(type, without: member)).Prepend(Full(type));
    }

    /// <param name="variation">Another number is another value, where the type has several.</param>
    public static object Full(Type type, int variation = 1)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Full(value, variation);
        if (type == typeof(string)) return $"text {variation} \"ä🗝️\\\n";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return variation;
        if (type == typeof(long)) return long.MaxValue - variation;
        if (type == typeof(double)) return variation / 3.0;
        if (type == typeof(decimal)) return variation + 0.0075m;
        if (type == typeof(TimeSpan)) return TimeSpan.FromTicks(864_000_000_001 * variation);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 3, variation, 2, 30, 0, TimeSpan.FromHours(-5)).AddTicks(1);
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Reverse().ElementAt(variation - 1);
        if (Is(type, typeof(IReadOnlyList<>))) return List(type.GetGenericArguments()[0]);
        if (Is(type, typeof(IReadOnlyDictionary<,>))) return Dictionary(type.GetGenericArguments()[0], type.GetGenericArguments()[1]);
        if (IsRefusable(type)) return Activator.CreateInstance(type, Full(type.GetGenericArguments()[0], variation), null)!;
        return Make(type, variation);
    }

    /// <summary>The constructor that a record is written with, and read by.</summary>
    public static ConstructorInfo Constructor(Type type) => type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;

    static object Make(Type type, int variation = 1, ParameterInfo? without = null) =>
        Constructor(type).Invoke([.. Constructor(type).GetParameters().Select(parameter => parameter == without ? null : Full(parameter.ParameterType, variation))]);

    static IEnumerable<ParameterInfo> OptionalMembers(Type type) =>
        Constructor(type).GetParameters().Where(p => Nullability.Create(p).ReadState == NullabilityState.Nullable);

    static IList List(Type item)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (var n = 1; n <= 2; n++) list.Add(Full(item, n));
        return list;
    }

    static IDictionary Dictionary(Type key, Type value)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
        var keys = key.IsEnum ? Enum.GetValues(key).Cast<object>() : [Full(key, 1), Full(key, 2)];
        foreach (var each in keys) dictionary.Add(each, Full(value));
        return dictionary;
    }

    static bool IsRefusable(Type type) => Is(type, typeof(Result<>));

    static bool Is(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;
}
