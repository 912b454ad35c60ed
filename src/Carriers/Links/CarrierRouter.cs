using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Hands each text to the link of its sender, or to that link's failover while it takes nothing.</summary>
/// <remarks>A text changes its link only before it is handed over, or after the first link has said that it did not take it: one whose answer is missing is never given to another.</remarks>
public sealed class CarrierRouter(Routes routes, IReadOnlyDictionary<string, ICarrier> links) : ICarrier, IAsyncDisposable
{
    /// <summary>The links that can be down.</summary>
    public IEnumerable<LinkReport> Report() => links.Values.OfType<ILink>().Select(link => link.Report());

    /// <summary>A failover that cannot must not get any: the text would be lost by it.</summary>
    public bool TakesPictures(string sender) =>
        routes.Of(sender) is var route && links[route.Name].TakesPictures(sender) && (route.Failover is not { } failover || links[failover].TakesPictures(sender));

    /// <summary>Until the first of the links takes texts again.</summary>
    public TimeSpan HoldFor(string sender)
    {
        var route = routes.Of(sender);
        var hold = links[route.Name].HoldFor(sender);
        return route.Failover is { } failover && links[failover].HoldFor(sender) is var other && other < hold ? other : hold;
    }

    public async ValueTask<LinkRoom> Enter(string sender)
    {
        var link = Choose(sender);
        return new Room(link, await link.Enter(sender));
    }

    public Task<SubmitResult> Submit(CarrierText text) =>
        text.Room is Room room ? room.Link.Submit(text with { Room = room.Inner }) : Choose(text.Text.Sender).Submit(text);

    /// <summary>At once, since each link waits for what it has in flight.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(links.Values.OfType<IAsyncDisposable>().Select(link => link.DisposeAsync().AsTask()));

    ICarrier Choose(string sender)
    {
        var route = routes.Of(sender);
        var link = links[route.Name];
        if (route.Failover is not { } failover || link.HoldFor(sender) == TimeSpan.Zero) return link;
        var other = links[failover];
        return other.HoldFor(sender) == TimeSpan.Zero ? other : link;
    }

    sealed class Room : LinkRoom
    {
        public Room(ICarrier link, LinkRoom inner) => (Link, Inner, Refusal) = (link, inner, inner.Refusal);

        public ICarrier Link { get; }
        public LinkRoom Inner { get; }

        protected override void Leave() => Inner.Dispose();
    }
}
