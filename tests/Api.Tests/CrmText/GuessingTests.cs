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

/// <summary>With a service of its own, whose limit nobody has used up.</summary>
public sealed class ManyCredentialsTests(GuessingApi api) : IClassFixture<GuessingApi>
{
    [Fact]
    public async Task MoreRightCredentialsThanMayBeChecked_AreToldWhenToComeAgain()
    {
        for (var i = 0; i < 100; i++)
        {
            await api.Admin.Send("POST", "/v1/accounts", new { name = $"Account {i}", email = $"owner{i}@example.com", password = "correct horse battery" });
            using var request = new HttpRequestMessage(HttpMethod.Get, "/smapi/rest?method=iskeywordavailable&keyword=FREEWORD");
            request.Headers.TryAddWithoutValidation("Authorization", CrmTextFixture.Basic($"owner{i}@example.com:correct horse battery"));
            using var answer = await api.Anonymous.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.OK) continue;
            Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
            return;
        }
        Assert.Fail("Nobody was refused.");
    }
}

public sealed class GuessingApi : ApiFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Api:UnauthenticatedPerSecond"] = "1" };
}
