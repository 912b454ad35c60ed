using System.ComponentModel.DataAnnotations;

namespace Hark.Api;

/// <summary>Section <c>Api</c> of the settings.</summary>
public sealed class ApiOptions
{
    /// <summary>Requests per second that one key may make; twice as many may come at once. A caller beyond it is told 429 with Retry-After.</summary>
    [Range(1, 100_000, ErrorMessage = "Api:RequestsPerSecond must be from 1 to 100000.")]
    public int RequestsPerSecond { get; set; } = 500;

    /// <summary>Requests per second from one address without a valid key; twice as many may come at once. Keeps guessing of keys slow.</summary>
    [Range(1, 100_000, ErrorMessage = "Api:UnauthenticatedPerSecond must be from 1 to 100000.")]
    public int UnauthenticatedPerSecond { get; set; } = 20;

    /// <summary>Pictures per second that one address may fetch; twice as many may come at once. A carrier asks for the picture of each text, from a few addresses.</summary>
    [Range(1, 100_000, ErrorMessage = "Api:PicturesPerSecond must be from 1 to 100000.")]
    public int PicturesPerSecond { get; set; } = 100;

    /// <summary>Calls per second that one address may make to the webhooks of carriers; twice as many may come at once. A provider calls several times for each text, from a few addresses.</summary>
    [Range(1, 100_000, ErrorMessage = "Api:CarrierCallsPerSecond must be from 1 to 100000.")]
    public int CarrierCallsPerSecond { get; set; } = 1_000;
}
