using System.Net;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>A text as the Messages resource takes it. Knows whether any of it may have left: it is asked for its bytes once there is a connection, and without them the provider cannot make a message.</summary>
sealed class MessageForm(CarrierText text, Uri? statusCallback) : FormUrlEncodedContent(Fields(text, statusCallback))
{
    volatile bool _begun;

    public bool Begun => _begun;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _begun = true;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }

    static IEnumerable<KeyValuePair<string, string>> Fields(CarrierText text, Uri? statusCallback)
    {
        yield return new("To", text.To.ToString());
        yield return new("From", text.Text.Sender);
        yield return new("Body", text.Text.Body);
        if (text.MediaUrl is { } media) yield return new("MediaUrl", media);
        if (statusCallback is not null) yield return new("StatusCallback", statusCallback.AbsoluteUri);
    }
}
