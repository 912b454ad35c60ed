using System.Reflection;
using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>The actors' shells, and what they are called outside of their process.</summary>
static class Shells
{
    static readonly Assembly Host = typeof(SiloProgram).Assembly;

    public static IReadOnlyList<Type> All { get; } = [.. Host.GetTypes().Where(type => !type.IsAbstract && type.GetCustomAttribute<GrainTypeAttribute>() is not null)];

    /// <summary>What can be called from another process.</summary>
    public static IReadOnlyList<Type> Interfaces { get; } = [.. Host.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];

    public static string Type(Type shell) => (string)shell.GetCustomAttributesData().Single(a => a.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value!;

    /// <summary>Null when the actor keeps nothing.</summary>
    public static (Type Type, PersistentStateAttribute Where)? State(Type shell) =>
        shell.GetConstructors().Single().GetParameters().Select(p => (p.ParameterType, Where: p.GetCustomAttribute<PersistentStateAttribute>()))
            .Where(p => p.Where is not null).Select(p => ((Type, PersistentStateAttribute)?)(p.ParameterType.GetGenericArguments()[0], p.Where!)).SingleOrDefault();

    public static string? Alias(Type type) => type.GetCustomAttribute<AliasAttribute>()?.Alias;

    public static bool IsAddressedByText(Type shell) => typeof(IGrainWithStringKey).IsAssignableFrom(shell);
}
