namespace Hark.Records;

/// <summary>The pictures that texts carry, kept once each: what a store names by an address of its own may be changed or gone when the carrier fetches it.</summary>
public interface IPictures
{
    /// <summary>Keeps a picture, and gives it an address of its own. The same bytes again, at once or years later, are the same picture.</summary>
    Task<Picture> Keep(NewPicture picture);

    /// <returns>Null when there is no picture with this token.</returns>
    Task<KeptPicture?> Find(string token);
}

public sealed record NewPicture(PictureType Type, int Width, int Height, byte[] Bytes);

public sealed record KeptPicture(Picture Picture, int Width, int Height, byte[] Bytes, DateTimeOffset CreatedAt);
