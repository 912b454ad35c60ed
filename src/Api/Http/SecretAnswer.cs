namespace Hark.Api;

/// <summary>Marks a POST whose answer holds a secret: the answer is not stored with its idempotency key but made again from the effect, which exists already.</summary>
sealed class SecretAnswer
{
    public static readonly SecretAnswer Instance = new();
}
