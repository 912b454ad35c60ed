using System.Reflection;

namespace Hark.Cluster.Tests;

/// <summary>Something of Orleans' that only answers what a test asks of it. Orleans would take a class that implements its interfaces for an actor.</summary>
public class Fake : DispatchProxy
{
    Func<MethodInfo, object?[], object?> _answer = (_, _) => null;

    public static T Of<T>(Func<MethodInfo, object?[], object?> answer) where T : class
    {
        var made = Create<T, Fake>();
        ((Fake)(object)made)._answer = answer;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}
