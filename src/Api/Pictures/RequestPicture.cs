namespace Hark.Api;

static class RequestPicture
{
    /// <summary>The picture of a request; null when it names none.</summary>
    /// <param name="done">What the effect of this request has already, when it was done before a crash or a lost answer. Fetched anew it might be gone by now, or another one.</param>
    /// <param name="precheck">What is refused whatever the picture is: nobody is asked for the picture of a text that may not leave.</param>
    /// <returns>A refusal of either.</returns>
    public static async Task<Result<Picture?>> Of(this PictureIntake intake, string? url, Func<Task<Picture?>> done, Func<Task<Refusal?>> precheck, CancellationToken cancel)
    {
        if (url is null) return new Result<Picture?>(null);
        if (await done() is { } earlier) return earlier;
        if (await precheck() is { } refusal) return refusal;
        var taken = await intake.Take(url, cancel);
        return taken.Ok ? taken.Value : taken.Refusal;
    }
}
