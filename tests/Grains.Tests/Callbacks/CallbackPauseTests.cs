using static Hark.Grains.Tests.CallbackBench;

namespace Hark.Grains.Tests;

/// <summary>When an endpoint is left alone: for as long as it asks, for good, or until somebody resumes it.</summary>
public sealed class CallbackPauseTests
{
    readonly CallbackBench _bench = new();

    IEnumerable<long> Posted => _bench.Posted;

    [Theory]
    [InlineData(429, 600)]
    [InlineData(502, 600)]
    [InlineData(503, 600)]
    [InlineData(504, 600)]
    public async Task RetryAfter_HoldsForAllCustomers(int status, int seconds)
    {
        await _bench.Set();
        _bench.Poster.Answers(new(status, TimeSpan.FromSeconds(seconds)));
        _bench.Happens(Ann);
        await _bench.Settle();
        _bench.Poster.Answers(new(200));
        _bench.Happens(Bob);
        await _bench.Pass(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal([1], Posted);
        await _bench.Pass(Second);
        Assert.Equal([1L, 1L, 2L], Posted.Order());
    }

    [Fact]
    public async Task RetryAfter_HoldsThroughACrash_AndNotForANewAddress()
    {
        await _bench.Set();
        _bench.Poster.Answers(new(503, TimeSpan.FromHours(1)));
        _bench.Happens(Ann);
        await _bench.Settle();
        _bench.Crash();
        _bench.Poster.Answers(new(200));
        _bench.Happens(Bob);
        await _bench.Pass(TimeSpan.FromMinutes(59));
        Assert.Equal([1], Posted);
        Assert.Null((await _bench.Endpoint.Set(new("https://new.example/hook", CallbackForm.Json, null, "ac_1"))).Refusal);
        await _bench.Settle();
        Assert.Equal([1L, 1L, 2L], Posted.Order());
    }

    [Fact]
    public async Task RetryAfterOfSeveralAnswers_IsTheLongest_AndWrittenOnce()
    {
        await _bench.Set();
        _bench.Poster.Answer = (post, _) => Task.FromResult(new CallbackAnswer(429, post.Event.Customer == Ann ? TimeSpan.FromHours(2) : TimeSpan.FromHours(1)));
        foreach (var customer in new[] { Ann, Bob }) _bench.Happens(customer);
        var writes = _bench.State.Writes;
        await _bench.Endpoint.Wake();
        await _bench.Endpoint.Rest();
        Assert.Equal((writes + 1, _bench.Now.AddHours(2)), (_bench.State.Writes, _bench.State.Value!.NotBefore));
    }

    [Fact]
    public async Task RetryAfter_IsNotLongerThanADayAndNotOfOtherAnswers()
    {
        await _bench.Set();
        Assert.Equal(TimeSpan.FromHours(24), CallbackRules.WaitAfter(1, new(503, TimeSpan.FromDays(365)), 0));
        Assert.Equal(Second * 5, CallbackRules.WaitAfter(1, new(500, TimeSpan.FromHours(1)), 0));
        Assert.Equal(Second * 5, CallbackRules.WaitAfter(1, new(503, Second), 0));
    }

    [Fact]
    public async Task Answer410_DisablesAndKeepsWhatIsPending()
    {
        await _bench.Set();
        _bench.Poster.Answers(new(410));
        var id = _bench.Happens(Ann);
        await _bench.Settle();

        Assert.Equal(CallbackState.Disabled, _bench.View.State);
        Assert.Empty(_bench.Outbox.Listing!.Wanted);
        Assert.Equal(CallbackState.Disabled, _bench.Outbox.Listing.State);
        Assert.Equal(CallbackEventStatus.Pending, _bench.Outbox.StatusOf(id));
        Assert.Null(_bench.Wakeups.Armed);
        Assert.Contains(_bench.Audit.Entries, e => e.Act == "callback.disabled" && e.By == "hark");
        Assert.Equal(CallbackState.Disabled, Assert.Single(_bench.Notices).State);

        _bench.Poster.Answers(new(200));
        await _bench.Pass(TimeSpan.FromDays(1));
        Assert.Single(Posted);
        Assert.True((await _bench.Endpoint.Resume("ac_1")).Ok);
        await _bench.Settle();
        Assert.Equal(CallbackEventStatus.Delivered, _bench.Outbox.StatusOf(id));
        Assert.NotEmpty(_bench.Outbox.Listing.Wanted);
        Assert.Equal(Codes.CallbackActive, (await _bench.Endpoint.Resume("ac_1")).Refusal?.Code);
    }

    [Fact]
    public async Task SuspendedEndpoint_GivesUpWhatIsOlderThanAWeek_AlsoWhenNothingNewHappens()
    {
        await _bench.Set();
        _bench.Poster.Answers(new(500));
        while (_bench.View.State == CallbackState.Active)
        {
            _bench.Happens(Ann);
            await _bench.Pass(TimeSpan.FromHours(6));
        }
        Assert.Contains("7 days", _bench.View.Reason, StringComparison.Ordinal);
        var last = _bench.Happens(Ann);
        await _bench.Pass(TimeSpan.FromHours(2));
        for (var hour = 0; hour < 7 * 24 - 3; hour++)
        {
            // It has itself called each hour, and the call outlives its process.
            Assert.InRange(_bench.Wakeups.Armed!.Value, _bench.Now, _bench.Now.AddHours(1));
            if (hour == 50) _bench.Crash();
            await _bench.Pass(TimeSpan.FromHours(1));
        }
        Assert.Equal(CallbackEventStatus.Pending, _bench.Outbox.StatusOf(last));
        Assert.Single(_bench.Outbox.Rows, r => r.Status == CallbackEventStatus.Pending);
        await _bench.Pass(TimeSpan.FromHours(3));
        Assert.Equal(CallbackEventStatus.GivenUp, _bench.Outbox.StatusOf(last));
        Assert.Contains("suspended", _bench.Outbox.Rows.Single(r => r.Id == last).Error, StringComparison.Ordinal);
        Assert.True(_bench.Outbox.Pruned > 100);
    }

    [Fact]
    public async Task NothingButFailuresForFiveDays_Suspends()
    {
        await _bench.Set();
        _bench.Poster.Answers(new(null, Error: "There was no answer."));
        var start = _bench.Now;
        while (_bench.View.State == CallbackState.Active)
        {
            Assert.True(_bench.Now - start < TimeSpan.FromDays(6));
            _bench.Happens(Ann);
            await _bench.Pass(TimeSpan.FromHours(6));
        }
        Assert.InRange(_bench.Now - start, TimeSpan.FromDays(5), TimeSpan.FromDays(5.5));
        Assert.Equal(CallbackState.Suspended, _bench.View.State);
        Assert.Contains("There was no answer.", _bench.View.Reason, StringComparison.Ordinal);
        Assert.Single(_bench.Notices);
        Assert.Contains(_bench.Audit.Entries, e => e.Act == "callback.suspended");

        // It goes on being told of, and nothing is posted until somebody resumes it.
        Assert.NotEmpty(_bench.Outbox.Listing!.Wanted);
        var posts = Posted.Count();
        var late = _bench.Happens(Bob);
        await _bench.Pass(TimeSpan.FromDays(2));
        Assert.Equal(posts, Posted.Count());
        _bench.Poster.Answers(new(200));
        await _bench.Endpoint.Resume("ac_1");
        await _bench.Settle();
        Assert.Equal(CallbackEventStatus.Delivered, _bench.Outbox.StatusOf(late));
        Assert.DoesNotContain(_bench.Outbox.Rows, r => r.Status == CallbackEventStatus.Pending);
        Assert.Null(_bench.View.FailingSince);
    }

    [Fact]
    public async Task OneSuccess_StartsTheFiveDaysAgain()
    {
        await _bench.Set();
        for (var day = 0; day < 12; day++)
        {
            _bench.Poster.Answers(new(day % 4 == 3 ? 200 : 500));
            _bench.Happens(new(12125550000 + day));
            await _bench.Pass(TimeSpan.FromDays(1));
        }
        Assert.Equal(CallbackState.Active, _bench.View.State);
    }
}
