using System.Security.Cryptography;
using System.Text;
using Hark.Grains;
using Hark.Records;

namespace Hark.Api;

/// <summary>
/// Makes a POST with an <c>Idempotency-Key</c> happen once. The key is reserved with the id of the effect before the effect; actors do the same effect once.
/// So after a crash between effect and answer the same request runs again, and finds its effect done.
/// </summary>
sealed class IdempotencyMiddleware(RequestDelegate next, IIdempotencyKeys keys, IIds ids, TimeProvider time, IdempotencyInProgress inProgress)
{
    const string Header = "Idempotency-Key";
    const int Longest = 255;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Headers.TryGetValue(Header, out var header) || Caller.Of(context) is not { } caller)
        {
            await next(context);
            return;
        }
        var key = header.ToString();
        if (header.Count != 1 || key.Length is 0 or > Longest || key.Any(c => c is < '!' or > '~'))
        {
            await Problems.Write(context, ApiCodes.IdempotencyKeyInvalid, $"An Idempotency-Key has 1 to {Longest} visible ASCII characters.");
            return;
        }
        // On that surface the store stands in the credentials, and the answer's form in Accept: neither is in what is hashed.
        var scope = CrmTextSurface.Answers(context) && CrmTextLogin.Of(context) is { Ok: true, Value: var login }
            ? $"{caller.Name} {login.Store} {login.User} {CrmTextAnswer.WantsJson(context.Request)}"
            : caller.Name;
        if (!inProgress.Begin(scope, key))
        {
            await Problems.Write(context, ApiCodes.IdempotencyInProgress, "A request with this Idempotency-Key is at work. Ask again for its answer.");
            return;
        }
        try
        {
            await Once(context, scope, key);
        }
        finally
        {
            inProgress.End(scope, key);
        }
    }

    async Task Once(HttpContext context, string scope, string key)
    {
        var hash = await Hash(context.Request);
        var reservation = await keys.Reserve(scope, key, hash, await ids.Next(), time.GetUtcNow());
        if (reservation.BodyHash != hash)
        {
            await Problems.Write(context, ApiCodes.IdempotencyKeyReused, "This Idempotency-Key was used for another request. Use a new key for each thing that is to happen.");
            return;
        }
        EffectId.Put(context, reservation.Effect);
        if (reservation.Status is { } status)
        {
            context.Response.Headers["Idempotency-Replayed"] = "true";
            if (reservation.Body is { Length: > 0 } stored) await StoredAnswer.Read(stored).Send(context.Response, status);
            else await next(context);
            return;
        }
        await RunAndStore(context, scope, key);
    }

    async Task RunAndStore(HttpContext context, string scope, string key)
    {
        var response = context.Response;
        var wire = response.Body;
        using var kept = new MemoryStream();
        response.Body = kept;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = wire;
        }
        if (response.StatusCode < 500)
        {
            var secret = response.StatusCode < 300 && context.GetEndpoint()?.Metadata.GetMetadata<SecretAnswer>() is not null;
            var answer = StoredAnswer.Of(response, Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length));
            await keys.Complete(scope, key, response.StatusCode, secret ? "" : answer.Write());
        }
        kept.Position = 0;
        await kept.CopyToAsync(wire, context.RequestAborted);
    }

    /// <summary>Reads the body to its end, which keeps it (on disk when large), and rewinds it for the endpoint.</summary>
    static async Task<string> Hash(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0) hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
