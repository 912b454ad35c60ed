namespace Hark;

/// <summary>What a text may carry (M7): the kinds that every carrier takes.</summary>
public enum PictureType { Jpeg = 1, Png = 2, Gif = 3 }

/// <summary>A picture that is kept, without its bytes. The same bytes are the same picture, whoever sends them.</summary>
/// <param name="Hash">SHA-256 of its bytes, in lower-case hexadecimal.</param>
/// <param name="Token">128 random bits in base64url: who knows it may fetch the picture.</param>
/// <param name="Size">Bytes.</param>
public sealed record Picture(string Hash, string Token, PictureType Type, int Size)
{
    /// <summary>Where it is served, below the service's own address.</summary>
    public string Path => $"/media/{Token}.{Type switch { PictureType.Jpeg => "jpg", PictureType.Png => "png", _ => "gif" }}";

    public string ContentType => Type switch { PictureType.Jpeg => "image/jpeg", PictureType.Png => "image/png", _ => "image/gif" };
}
