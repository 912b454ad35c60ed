using static Hark.Grains.Tests.CallbackBench;

namespace Hark.Grains.Tests;

/// <summary>How events are posted, and what answers do.</summary>
public sealed class CallbackEndpointTests
{
    readonly CallbackBench _bench = new();

    IEnumerable<long> Posted => _bench.Posted;

    [Fact]
    public async Task OfOneCustomer_EachWaitsForTheOneBefore()
    {
        await _bench.Set();
        var answer = new TaskCompletionSource<CallbackAnswer>();
        var posted = new SemaphoreSlim(0);
        _bench.Poster.Answer = (post, _) =>
        {
            posted.Release();
            return post.Event.Customer == Ann ? answer.Task : Task.FromResult(new CallbackAnswer(200));
        };
        for (var i = 0; i < 2; i++)
        {
            _bench.Happens(Ann);
            _bench.Happens(Bob);
            _bench.Happens(null);
        }
        await _bench.Endpoint.Wake();
        for (var i = 0; i < 3; i++) Assert.True(await posted.WaitAsync(Patience));
        // Ann's first hangs; everybody else goes on.
        await _bench.Eventually(() => Posted.Count() == 5);
        Assert.Equal([1, 2, 3, 5, 6], Posted.Order());
        answer.SetResult(new(200));
        await _bench.Settle();
        Assert.Equal([1L, 4L], _bench.Poster.Posts.Where(p => p.Event.Customer == Ann).Select(p => p.Event.Id.Value));
        Assert.All(_bench.Outbox.Rows, r => Assert.Equal(CallbackEventStatus.Delivered, r.Status));
    }

    [Fact]
    public async Task EndpointThatHangs_Has32PostsAtOnce()
    {
        await _bench.Set();
        var answer = new TaskCompletionSource<CallbackAnswer>();
        _bench.Poster.Answer = (_, _) => answer.Task;
        for (var i = 0; i < 100; i++) _bench.Happens(new(12125550000 + i));
        await _bench.Endpoint.Wake();
        await _bench.Eventually(() => Posted.Count() == CallbackEndpoint.MostInFlight);
        await _bench.Endpoint.Wake();
        Assert.Equal(CallbackEndpoint.MostInFlight, Posted.Count());
        answer.SetResult(new(200));
        // Answers come on threads of their own: a turn may find none yet.
        await _bench.Eventually(() => Posted.Count() == 100);
        await _bench.Settle();
        Assert.Equal(100, Posted.Distinct().Count());
        Assert.Equal(100, Posted.Count());
    }

    [Fact]
    public async Task Failures_FollowTheScheduleOfStandardWebhooksWithJitterAndThenGiveUp()
    {
        await _bench.Set();
        // Another customer's success each time, so that the endpoint is not taken for dead.
        _bench.Poster.Answer = (post, _) => Task.FromResult(new CallbackAnswer(post.Event.Customer == Ann ? 500 : 200));
        var first = _bench.Happens(Ann);
        var second = _bench.Happens(Ann);
        await _bench.Settle();
        TimeSpan[] waits = [Second * 5, Second * 300, Second * 1_800, .. new[] { 2, 5, 10, 14, 20, 24 }.Select(h => TimeSpan.FromHours(h))];
        foreach (var wait in waits)
        {
            var before = Posted.Count();
            await _bench.Pass(wait - Second);
            Assert.Equal(before, Posted.Count());
            await _bench.Pass(wait * 0.2 + Second);
            Assert.Equal(before + 1, Posted.Count(id => id == first.Value));
        }
        Assert.Equal(10, Posted.Count(id => id == first.Value));
        Assert.Equal(CallbackEventStatus.GivenUp, _bench.Outbox.StatusOf(first));
        Assert.Equal("The endpoint answered 500.", _bench.Outbox.Rows.First().Error);
        // The customer's later events go on.
        Assert.Contains(second.Value, Posted);
    }

    [Fact]
    public void Jitter_IsAtMostAFifthAndNeverShortens()
    {
        var random = new Random(3);
        var waits = Enumerable.Range(0, 200).Select(_ => CallbackRules.WaitAfter(1, new(500), random.NextDouble())!.Value).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, Second * 5, Second * 6));
        Assert.True(waits.Max() - waits.Min() > Second * 0.5);
        Assert.NotNull(CallbackRules.WaitAfter(9, new(500), 0));
        Assert.Null(CallbackRules.WaitAfter(10, new(500), 0));
    }

    [Fact]
    public async Task CrmTextForm_TakesTheCustomersNumberAndLeavesOtherEventsOut()
    {
        await _bench.Set(CallbackForm.Json);
        var status = _bench.Happens(Ann, CallbackEventType.MessageStatus);
        var message = _bench.Happens(Ann);
        await _bench.Set(CallbackForm.Crmtext);
        await _bench.Settle();
        Assert.Equal(CallbackEventStatus.GivenUp, _bench.Outbox.StatusOf(status));
        await _bench.Settle();
        Assert.Equal(CallbackEventStatus.Delivered, _bench.Outbox.StatusOf(message));
        Assert.Equal(new CustomerId(1), Assert.Single(_bench.Poster.Posts).Customer);
    }

    [Fact]
    public async Task AnswerOfAnOlderAddress_DoesNotDisableTheNewOne()
    {
        await _bench.Set();
        var answer = new TaskCompletionSource<CallbackAnswer>();
        _bench.Poster.Answer = (_, _) => answer.Task;
        _bench.Happens(Ann);
        await _bench.Endpoint.Wake();
        await _bench.Eventually(() => Posted.Any(), wake: false);
        await _bench.Endpoint.Set(new("https://acme.example/new", CallbackForm.Json, null, "ac_1"));
        _bench.Poster.Answers(new(200));
        answer.SetResult(new(410));
        // Posted to the new address at once: the old one's failure is not counted against it.
        await _bench.Eventually(() => _bench.Outbox.StatusOf(new(1)) == CallbackEventStatus.Delivered);
        Assert.Equal(CallbackState.Active, _bench.View.State);
        Assert.Equal("https://acme.example/new", _bench.Poster.Posts.Last().Url);
    }

    [Fact]
    public async Task AnswerThatCannotBeRecorded_IsRecordedLaterAndNotPostedAgain()
    {
        await _bench.Set();
        _bench.Happens(Ann);
        await _bench.Endpoint.Wake();
        await _bench.Eventually(() => Posted.Any(), wake: false);
        _bench.Outbox.Fault.Before();
        await _bench.Eventually(() => _bench.Outbox.StatusOf(new(1)) == CallbackEventStatus.Delivered);
        Assert.Equal([1L], Posted);
    }

    [Fact]
    public async Task ProcessThatDiesBeforeTheAnswer_PostsAgainUnderTheSameId()
    {
        await _bench.Set();
        _bench.Poster.Answer = (_, _) => new TaskCompletionSource<CallbackAnswer>().Task;
        _bench.Happens(Ann);
        await _bench.Endpoint.Wake();
        await _bench.Eventually(() => Posted.Any());
        _bench.Crash();
        _bench.Poster.Answers(new(200));
        await _bench.Settle();
        Assert.Equal([1L, 1L], Posted);
    }

    [Fact]
    public async Task Resting_WaitsForAnswersAndCutsOffWhatHangs()
    {
        await _bench.Set();
        var posted = new TaskCompletionSource();
        _bench.Poster.Answer = async (_, stop) =>
        {
            posted.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(stop);
            return new(200);
        };
        var id = _bench.Happens(Ann);
        await _bench.Endpoint.Wake();
        await posted.Task.WaitAsync(Patience);
        var rest = _bench.Endpoint.Rest();
        Assert.False(rest.IsCompleted);
        _bench.Time.Advance(Second * 2);
        await rest.WaitAsync(Patience);
        // It counts for nothing: posted again, as the first attempt.
        Assert.Equal((CallbackEventStatus.Pending, 0), _bench.Outbox.Rows.Select(r => (r.Status, r.Attempts)).Single());
        _bench.Poster.Answers(new(200));
        await _bench.Settle();
        Assert.Equal(CallbackEventStatus.Delivered, _bench.Outbox.StatusOf(id));
    }

    [Fact]
    public async Task OldEvents_ArePrunedEachHour()
    {
        await _bench.Set();
        for (var minute = 0; minute < 120; minute++) await _bench.Pass(TimeSpan.FromMinutes(1));
        Assert.InRange(_bench.Outbox.Pruned, 2, 3);
    }
}
