using System.Net;

namespace Hark.Api.Tests;

public sealed class IdempotencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task SameKeyAndBody_AnswersTheSameAndSendsOnce()
    {
        var (client, store) = await Ready();
        var first = await Send(client, store, "k1");
        var again = await Send(client, store, "k1");
        Assert.Equal((first.Status, first.Body, first.MediaType, first.Headers.Location), (again.Status, again.Body, again.MediaType, again.Headers.Location));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Single(await ApiFixture.SentBy(client, store));
    }

    [Fact]
    public async Task SameKeyOtherBody_IsRefused()
    {
        var (client, store) = await Ready();
        await Send(client, store, "k1");
        (await Send(client, store, "k1", "Another text")).IsProblem(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task SameKeyOtherPath_IsRefused()
    {
        var (client, store) = await Ready();
        await Send(client, store, "k1");
        (await Send(client, await api.NewStore(client), "k1")).IsProblem(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task SameKeyOfAnotherAccount_IsAnotherKey()
    {
        var (client, store) = await Ready();
        var (other, otherStore) = await Ready();
        await Send(client, store, "k1");
        Assert.Equal(HttpStatusCode.Accepted, (await Send(other, otherStore, "k1")).Status);
    }

    [Fact]
    public async Task WithoutKey_EachRequestIsItsOwn()
    {
        var (client, store) = await Ready();
        await Send(client, store, null, "One");
        await Send(client, store, null, "Two");
        Assert.Equal(2, (await ApiFixture.SentBy(client, store)).Count);
    }

    [Fact]
    public async Task Refusal_IsAnsweredAgain()
    {
        var (client, store) = await api.NewStore();
        var first = await Send(client, store, "k1");
        first.IsProblem(422, Codes.NotOptedIn);
        await ApiFixture.OptIn(client, store, "+15125550100");
        var again = await Send(client, store, "k1");
        again.IsProblem(422, Codes.NotOptedIn);
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("")]
    [InlineData("TOO_LONG")]
    public async Task KeyThatCannotBe_IsRefused(string key)
    {
        var (client, store) = await Ready();
        (await Send(client, store, key == "TOO_LONG" ? new string('k', 256) : key)).IsProblem(400, "idempotency_key_invalid");
        Assert.Equal(HttpStatusCode.Accepted, (await Send(client, store, new string('k', 255))).Status);
    }

    [Fact]
    public async Task SameKeyAtWork_IsRefused_ThenAnswered()
    {
        var (client, store) = await Ready();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        api.Disturbances.ReservationsWaitFor = gate;
        try
        {
            // Whichever of the two comes second is refused at once; the first one waits at the gate.
            var (one, two) = (Send(client, store, "k1"), Send(client, store, "k1"));
            var refused = await Task.WhenAny(one, two);
            (await refused).IsProblem(409, "idempotency_in_progress");
            gate.SetResult();
            Assert.Equal(HttpStatusCode.Accepted, (await (refused == one ? two : one)).Status);
        }
        finally
        {
            gate.TrySetResult();
            api.Disturbances.ReservationsWaitFor = null;
        }
        Assert.Equal(HttpStatusCode.Accepted, (await Send(client, store, "k1")).Status);
        Assert.Single(await ApiFixture.SentBy(client, store));
    }

    [Fact]
    public async Task ServerError_ShowsNothingOfItself_AndIsNotStored()
    {
        var (client, store) = await Ready();
        api.Disturbances.NumbersFailWith = new InvalidOperationException("secret detail");
        try
        {
            var failed = await Send(client, store, "k1");
            failed.IsProblem(500, "internal_error");
            Assert.DoesNotContain("secret", failed.Body, StringComparison.Ordinal);
        }
        finally
        {
            api.Disturbances.NumbersFailWith = null;
        }
        Assert.Empty(await ApiFixture.SentBy(client, store));
        var retried = await Send(client, store, "k1");
        Assert.Equal(HttpStatusCode.Accepted, retried.Status);
        Assert.False(retried.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task DiskFullBetweenEffectAndAnswer_TheRetryFindsTheEffect()
    {
        var (client, store) = await Ready();
        api.Disturbances.AnswersCannotBeStored = true;
        try
        {
            (await Send(client, store, "k1")).IsProblem(503, Codes.StorageUnavailable);
        }
        finally
        {
            api.Disturbances.AnswersCannotBeStored = false;
        }
        var sent = Assert.Single(await ApiFixture.SentBy(client, store));
        var retried = await Send(client, store, "k1");
        Assert.Equal((HttpStatusCode.Accepted, sent), (retried.Status, retried.Text("id")));
        Assert.Single(await ApiFixture.SentBy(client, store));
    }

    [Fact]
    public async Task StorageGone_Answers503AndTellsWhenToRetry()
    {
        var (client, store) = await Ready();
        api.Disturbances.StorageGone = true;
        try
        {
            foreach (var key in new[] { "k1", null })
            {
                var answer = await Send(client, store, key);
                answer.IsProblem(503, Codes.StorageUnavailable);
                Assert.NotNull(answer.Headers.RetryAfter);
            }
        }
        finally
        {
            api.Disturbances.StorageGone = false;
        }
        Assert.Empty(await ApiFixture.SentBy(client, store));
        Assert.Equal(HttpStatusCode.Accepted, (await Send(client, store, "k1")).Status);
    }

    async Task<(HttpClient, string)> Ready()
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, "+15125550100");
        return (client, store);
    }

    static Task<Answer> Send(HttpClient client, string store, string? key, string text = "Hi") =>
        client.Send("POST", store + "/messages", new { to = "+15125550100", text, kind = "marketing" }, key);
}
