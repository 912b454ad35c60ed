using System.Net;

namespace Hark.Api.Tests;

/// <summary>Guesses of passwords are limited before they are looked at: a right one is not told from wrong ones.</summary>
public sealed class GuessingTests(GuessingApi api) : IClassFixture<GuessingApi>
{
    [Fact]
    public async Task ManyGuesses_AreRefusedTheRightOneToo_AndWhoIsKnownGoesOn()
    {
        await api.Admin.Send("POST", "/v1/accounts", new { name = "Guessed", email = "guessed@example.com", password = "correct horse battery" });
        await api.Admin.Send("POST", "/v1/accounts", new { name = "Known", email = "known@example.com", password = "correct horse battery" });
        Assert.Equal(HttpStatusCode.OK, await Call("known@example.com:correct horse battery"));

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++) answers.Add(await Call($"guessed@example.com:wrong {i}"));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.TooManyRequests, await Call("guessed@example.com:correct horse battery"));
        Assert.Equal(HttpStatusCode.OK, await Call("known@example.com:correct horse battery"));
    }

    async Task<HttpStatusCode> Call(string credentials)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/smapi/rest?method=iskeywordavailable&keyword=FREEWORD");
        request.Headers.TryAddWithoutValidation("Authorization", CrmTextFixture.Basic(credentials));
        using var answer = await api.Anonymous.SendAsync(request);
        return answer.StatusCode;
    }
}

public sealed class GuessingApi : ApiFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Api:UnauthenticatedPerSecond"] = "1" };
}
