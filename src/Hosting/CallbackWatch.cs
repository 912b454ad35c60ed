using System.Diagnostics.Metrics;
using Hark.Grains;
using Microsoft.Extensions.Logging;

namespace Hark.Hosting;

/// <summary>Counts what is posted to endpoints, by what became of it.</summary>
public sealed class CallbackMeter(Meter meter)
{
    readonly Counter<long> _posts = meter.CreateCounter<long>("hark.callbacks.posts", description: "Posts to callback endpoints, by result.");

    public ICallbackPoster Watch(ICallbackPoster poster) => new Posting(poster, _posts);

    static string Result(CallbackAnswer answer) => answer switch
    {
        _ when CallbackRules.Delivered(answer) => "delivered",
        { Status: null } => "unanswered",
        _ when CallbackRules.IsGone(answer) => "gone",
        _ => "refused",
    };

    sealed class Posting(ICallbackPoster poster, Counter<long> posts) : ICallbackPoster, IDisposable
    {
        public string? Flaw(string url) => poster.Flaw(url);

        public async Task<CallbackAnswer> Post(CallbackPost post, CancellationToken stop)
        {
            var answer = await poster.Post(post, stop);
            posts.Add(1, new KeyValuePair<string, object?>("result", Result(answer)));
            return answer;
        }

        public void Dispose() => (poster as IDisposable)?.Dispose();
    }
}

/// <summary>Tells the operator of stopped endpoints in the log.</summary>
public sealed class CallbackLog(ILogger logger) : ICallbackNotices
{
    public void Stopped(CallbackView endpoint) =>
        logger.LogWarning("The callback endpoint of store {Store} is {State}: {Reason}", endpoint.Store, endpoint.State, endpoint.Reason);
}
