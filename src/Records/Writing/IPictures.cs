namespace Hark.Records;

/// <summary>The pictures that texts carry, kept once each: what a store names by an address of its own may be changed or gone when the carrier fetches it.</summary>
public interface IPictures
{
    /// <summary>Keeps a picture, and gives it an address of its own. The same bytes again are the same picture, as long as it is kept.</summary>
    Task<Picture> Keep(NewPicture picture);

    /// <returns>Null when there is no picture with this token.</returns>
    Task<KeptPicture?> Find(string token);

    /// <summary>Removes pictures that nothing needs, a piece of them: last taken for a text before then (told to a day), and carried by no text that waits, and by no campaign but those that ended before then.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> Prune(DateTimeOffset usedBefore);
}

public sealed record NewPicture(PictureType Type, int Width, int Height, byte[] Bytes);

public sealed record KeptPicture(Picture Picture, int Width, int Height, byte[] Bytes, DateTimeOffset CreatedAt);
