using Hark.Records;
using Hark.Web;

namespace Hark.Api;

/// <summary>Takes the picture of a text when the text is asked for: fetched once, looked at, and kept. What the address gives later changes nothing.</summary>
public sealed class PictureIntake(PictureFetcher fetcher, IPictures pictures)
{
    /// <returns>The picture as it is kept; or why it cannot be sent.</returns>
    /// <exception cref="StorageUnavailableException"/>
    public async Task<Result<Picture>> Take(string url, CancellationToken cancel)
    {
        var fetched = await fetcher.Fetch(url, cancel);
        if (!fetched.Ok) return fetched.Refusal;
        var (type, width, height, bytes) = fetched.Value;
        return await pictures.Keep(new NewPicture(type, width, height, bytes));
    }
}
