using System.Diagnostics.CodeAnalysis;
using Hark.Grains;
using Microsoft.Extensions.Options;

namespace Hark.Hosting;

/// <summary>Where a picture is fetched: what carriers are told, and what stores are shown.</summary>
public sealed class PictureAddress(IOptions<MediaOptions> options)
{
    readonly string _base = options.Value.PublicUrl?.TrimEnd('/') ?? "";

    /// <summary>Null when carriers cannot reach the API.</summary>
    public Uri? PublicUrl => _base.Length == 0 ? null : new(_base);

    [return: NotNullIfNotNull(nameof(picture))]
    public string? Of(Picture? picture) => picture is null ? null : _base + picture.Path;

    /// <summary>Gives texts to the carrier with the addresses of their pictures.</summary>
    public ICarrier Tell(ICarrier carrier) => new Telling(carrier, this);

    sealed class Telling(ICarrier carrier, PictureAddress address) : ICarrier, IAsyncDisposable
    {
        public bool TakesPictures(string sender) => carrier.TakesPictures(sender);

        public TimeSpan HoldFor(string sender) => carrier.HoldFor(sender);

        public ValueTask<LinkRoom> Enter(string sender) => carrier.Enter(sender);

        public Task<SubmitResult> Submit(CarrierText text) => carrier.Submit(text.Text.Picture is { } picture ? text with { MediaUrl = address.Of(picture) } : text);

        public ValueTask DisposeAsync() => carrier is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;
    }
}
