namespace Hark.Web;

/// <summary>A host has no address that may be asked. The inner exception of what <see cref="HttpClient"/> throws.</summary>
public sealed class NotPublicException(string host)
    : IOException($"{host} is not on the public internet; private, loopback and link-local addresses are not asked.");
