using Hark.Grains;
using Hark.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hark.Api.Tests;

/// <summary>Faults that a test puts between the HTTP surface and the host, which is the real one otherwise.</summary>
sealed class Disturbances
{
    /// <summary>While set, reading a number fails with it: a bug in the middle of a request.</summary>
    public volatile Exception? NumbersFailWith;

    /// <summary>While set, no id is given out and no idempotency key reserved, as with a full disk.</summary>
    public volatile bool StorageGone;

    /// <summary>While set, answers cannot be stored with their keys: the disk fills up between effect and answer.</summary>
    public volatile bool AnswersCannotBeStored;

    /// <summary>While set, idempotency keys are reserved after it only.</summary>
    public volatile TaskCompletionSource? ReservationsWaitFor;

    /// <summary>While set, the service says that it is not ready, and why.</summary>
    public volatile string? NotReadyBecause;

    /// <summary>While set, receipts and texts from handsets cannot be kept.</summary>
    public volatile Exception? EventsFailWith;

    public void Wrap(IServiceCollection services)
    {
        Replace<CheckNumber>(services, check => text => NumbersFailWith is { } e ? throw e : check(text));
        Replace<IIds>(services, ids => new Ids(ids, this));
        Replace<IIdempotencyKeys>(services, keys => new Keys(keys, this));
        Replace<ICarrierEvents>(services, events => new Events(events, this));
        Replace<IReadiness>(services, readiness => new Readiness(readiness, this));
    }

    static void Replace<T>(IServiceCollection services, Func<T, T> wrap) where T : class
    {
        var inner = services.Single(d => d.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(provider => wrap((T)(inner.ImplementationInstance ?? inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
    }

    static StorageUnavailableException DiskFull() => new("The disk is full.");

    sealed class Ids(IIds ids, Disturbances disturbances) : IIds
    {
        public ValueTask<long> Next() => disturbances.StorageGone ? throw DiskFull() : ids.Next();
    }

    sealed class Readiness(IReadiness readiness, Disturbances disturbances) : IReadiness
    {
        public string? NotReadyBecause => disturbances.NotReadyBecause ?? readiness.NotReadyBecause;
    }

    sealed class Events(ICarrierEvents events, Disturbances disturbances) : ICarrierEvents
    {
        public Task Receipts(IReadOnlyList<DeliveryReceipt> receipts) => disturbances.EventsFailWith is { } e ? Task.FromException(e) : events.Receipts(receipts);
        public Task Answered(DeliveryId delivery, string carrierReference) => throw new NotSupportedException();

        public Task Received(InboundText text) => disturbances.EventsFailWith is { } e ? Task.FromException(e) : events.Received(text);
    }

    sealed class Keys(IIdempotencyKeys keys, Disturbances disturbances) : IIdempotencyKeys
    {
        public async Task<IdempotencyReservation> Reserve(string scope, string key, string bodyHash, long effect, DateTimeOffset now)
        {
            if (disturbances.ReservationsWaitFor is { } wait) await wait.Task;
            return await keys.Reserve(scope, key, bodyHash, effect, now);
        }

        public Task Complete(string scope, string key, int status, string body) =>
            disturbances.AnswersCannotBeStored ? throw DiskFull() : keys.Complete(scope, key, status, body);

        public Task Forget(DateTimeOffset before) => keys.Forget(before);
    }
}
