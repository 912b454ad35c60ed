namespace Hark.Web;

/// <summary>A picture as its server gave it, looked at.</summary>
/// <param name="Type">By the content.</param>
/// <param name="Width">Pixels, at least 1; so is the height.</param>
/// <param name="Bytes">1 to <see cref="PictureFetcher.Most"/>.</param>
public sealed record FetchedPicture(PictureType Type, int Width, int Height, byte[] Bytes);
