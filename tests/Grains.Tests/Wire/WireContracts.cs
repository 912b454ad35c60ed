using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hark.Grains.Tests;

/// <summary>What travels between processes of a cluster, found from <see cref="IGrains"/>: calls, and the types that they take and answer.</summary>
static class WireContracts
{
    static readonly JsonSerializerOptions Json = JsonSerializerOptions.Default;

    public static IReadOnlyList<Type> Actors { get; } = [.. typeof(IGrains).GetMethods().Select(actor => actor.ReturnType)];

    /// <summary>Calls answer with a <see cref="Task"/> of these.</summary>
    static IEnumerable<MethodInfo> Calls => Actors.SelectMany(actor => actor.GetInterfaces().Prepend(actor)).Distinct().SelectMany(actor => actor.GetMethods());

    /// <summary>Every type of the contracts that is sent or answered, alone or in another.</summary>
    public static IReadOnlyList<Type> Types { get; } = [.. Reached().OrderBy(type => WireNames.Of(type), StringComparer.Ordinal)];

    /// <summary>Exceptions that cross from process to process as what they are.</summary>
    public static IReadOnlyList<Type> Exceptions { get; } = [.. typeof(IGrains).Assembly.GetExportedTypes().Where(type => typeof(Exception).IsAssignableFrom(type))];

    /// <summary>One line for each thing that two versions have to agree on, in order.</summary>
    public static IReadOnlyList<string> Lines()
    {
        var actors = typeof(IGrains).GetMethods().Select(actor => $"actor {WireNames.Of(actor.ReturnType)} by {Parameters(actor)}");
        var calls = Calls.Select(call => $"call {WireNames.Of(call.DeclaringType!)}.{call.Name}({Parameters(call)}) : {WireNames.Answer(call)}");
        var exceptions = Exceptions.Select(type => $"exception {WireNames.Of(type)}");
        return [.. new[] { $"assembly {typeof(IGrains).Assembly.GetName().Name}" }.Concat(actors).Concat(calls).Concat(exceptions).Concat(Types.SelectMany(Members)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The members that a reader takes from the JSON; what is computed from them travels too, but nobody reads it.</summary>
    public static IReadOnlyList<JsonPropertyInfo> Read(Type type) =>
        Json.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } info ? [.. info.Properties.Where(member => member.AssociatedParameter is not null || member.Set is not null)] : [];

    static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Select(value => $"enum {WireNames.Of(type)}.{value} = {Convert.ToInt64(value)}");
        if (Read(type) is { Count: > 0 } members) return members.Select(member => $"record {WireNames.Of(type)}.{member.Name} : {WireNames.Of(member)}");
        return [$"value {WireNames.Of(type)} : {JsonSerializer.SerializeToElement(Activator.CreateInstance(type), type).ValueKind}"];
    }

    static string Parameters(MethodInfo call) => string.Join(", ", call.GetParameters().Select(WireNames.Of));

    static HashSet<Type> Reached()
    {
        var reached = new HashSet<Type>();
        foreach (var call in Calls)
        {
            Reach(call.ReturnType);
            foreach (var parameter in call.GetParameters()) Reach(parameter.ParameterType);
        }
        return reached;

        void Reach(Type type)
        {
            foreach (var argument in type.GetGenericArguments()) Reach(argument);
            if (type.Assembly != typeof(IGrains).Assembly || !reached.Add(type)) return;
            foreach (var member in Read(type)) Reach(member.PropertyType);
        }
    }
}
