namespace Hark.Api;

static class RequestPicture
{
    /// <summary>The picture of a request; null when it names none.</summary>
    /// <param name="done">What the effect of this request has already, when it was done before a crash or a lost answer. Fetched anew it might be gone by now, or another one.</param>
    /// <exception cref="ProblemException">It cannot be sent.</exception>
    public static async Task<Picture?> Of(this PictureIntake intake, string? url, Func<Task<Picture?>> done, CancellationToken cancel)
    {
        if (url is null) return null;
        if (await done() is { } earlier) return earlier;
        var taken = await intake.Take(url, cancel);
        return taken.Ok ? taken.Value : throw new ProblemException(taken.Refusal.Code, taken.Refusal.Reason);
    }
}
