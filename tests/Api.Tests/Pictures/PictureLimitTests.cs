using System.Net;

namespace Hark.Api.Tests;

/// <summary>Leaves nothing of the limit to other tests, so it has a service of its own.</summary>
public sealed class PictureLimitTests(PicturesApi api) : IClassFixture<PicturesApi>
{
    [Fact]
    public async Task CarrierThatFetchesMoreThanKeysMayBeTried_IsServed()
    {
        var (client, store) = await api.NewStore();
        await ApiFixture.OptIn(client, store, "+15125550100");
        var address = (await client.Send("POST", store + "/messages", new { to = "+15125550100", text = "Hi", kind = "marketing", mediaUrl = api.At("/photo.jpg") })).Text("mediaUrl");
        var served = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => api.Fetch(address)));
        Assert.All(served, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        // It has a bound all the same.
        var flood = await Task.WhenAll(Enumerable.Range(0, 600).Select(_ => api.Fetch(address)));
        Assert.Contains(flood, answer => answer.Status == HttpStatusCode.TooManyRequests);
    }
}
