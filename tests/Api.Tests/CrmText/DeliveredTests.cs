using System.Xml.Linq;

namespace Hark.Api.Tests;

/// <summary>With a provider whose receipts come when the test says so: the simulator's come by themselves.</summary>
public sealed class DeliveredTests(HttpCarrierApi api) : IClassFixture<HttpCarrierApi>
{
    [Theory]
    [InlineData("delivered", "1")]
    [InlineData("undelivered", "0")]
    public async Task Delivered_IsZeroUntilTheReceiptSaysSo(string receipt, string afterwards)
    {
        const string number = "+15125550171";
        var (client, store) = await api.Ready(number);
        var credentials = CrmTextFixture.Basic($"owner@example.com:correct horse battery:{(await client.Get(store)).Text("keyword")}");
        var id = (await Call("sendsmsmsg", $"phone_number={number[2..]}&message=Your car is ready")).Element("msgID")!.Value;
        var sent = await client.Until($"/v1/deliveries/dl_{id}", d => d.Text("status") == "submitted");
        Assert.Equal(["0", "0"], await Told());

        await api.Receipt(sent.Text("carrierReference")["http:".Length..], receipt);

        Assert.Equal([afterwards, afterwards], await Told());

        async Task<string[]> Told() => [.. await Task.WhenAll(new[] { "getoutboundmsgs", $"getcustmsgsbymobile&phone_number={number[2..]}" }.Select(async method =>
            (await Call(method, "")).Descendants("msg").Single(message => message.Element("msgID")!.Value == id).Element("delivered")!.Value))];

        async Task<XElement> Call(string method, string form)
        {
            using var caller = new HttpClient { BaseAddress = api.Address };
            caller.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", credentials);
            var answer = await caller.Send("POST", "/smapi/rest", $"method={method}&{form}", mediaType: "application/x-www-form-urlencoded");
            Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Body);
            return XElement.Parse(answer.Body[answer.Body.IndexOf("<response", StringComparison.Ordinal)..]);
        }
    }
}
