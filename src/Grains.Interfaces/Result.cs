using System.Diagnostics.CodeAnalysis;

namespace Hark;

/// <summary>Why something was not done: a stable code (<see cref="Codes"/>) and a sentence that tells what to do about it.</summary>
public sealed record Refusal(string Code, string Reason);

/// <summary>An answer or a refusal. Expected refusals are values, because exceptions lose their properties between silos.</summary>
public sealed record Result<T>(T? Value, Refusal? Refusal = null)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    public static implicit operator Result<T>(T value) => new(value);
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
