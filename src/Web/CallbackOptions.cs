namespace Hark.Web;

/// <summary>Section <c>Callbacks</c>.</summary>
public sealed class CallbackOptions
{
    /// <summary>Callback endpoints may lie in our own network: private, loopback and link-local addresses. For installations whose stores are their own. Default false.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
