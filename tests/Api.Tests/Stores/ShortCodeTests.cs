using System.Net;

namespace Hark.Api.Tests;

/// <summary>An installation with a marketing code and one communication code of its own.</summary>
public sealed class OwnShortCodes : ApiFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["ShortCodes:Marketing"] = "70000", ["ShortCodes:Communication:0"] = "80000" };
}

public sealed class ShortCodeTests(OwnShortCodes api) : IClassFixture<OwnShortCodes>
{
    [Fact]
    public async Task StoresOnTheSharedCodes_TextFromThoseOfTheSettingsOnly()
    {
        var client = await api.NewAccount();
        const string number = "+15125550199";
        foreach (var keyword in new[] { api.NewName("MOTORS"), api.NewName("FLOWERS") })
        {
            var store = await client.Send("POST", "/v1/stores", new { name = $"The {keyword}", keyword, sharedShortCodes = true });
            Assert.Equal((HttpStatusCode.Created, "70000"), (store.Status, store.Text("sender")));
            await api.Admin.Send("POST", "/v1/simulator/inbound", new { from = number, to = "70000", text = keyword });
            var reached = await api.Admin.Until("/v1/simulator/messages?to=%2B15125550199", m => m.Body.Contains($"The {keyword}: You are in", StringComparison.Ordinal));
            // The default codes are replaced, not added to: the second store shares the one that there is.
            Assert.All(reached.Items(), m => Assert.Equal("80000", m.GetProperty("from").GetString()));
            Assert.Equal("80000", (await client.Get($"{store.Headers.Location}/subscribers/{number}")).Text("shortCode"));
        }
    }

    [Fact]
    public async Task SenderBesideTheSharedCodes_IsRefused()
    {
        var account = (await api.Admin.Send("POST", "/v1/accounts", new { name = api.NewName("Account "), email = "owner@example.com", password = "correct horse battery" })).Text("id");
        Task<Answer> Create(string sender, bool sharedShortCodes) => api.Admin.Send("POST", "/v1/stores", new { name = "Shop", keyword = api.NewName("SHOP"), account, sender, sharedShortCodes });
        (await Create("12345", true)).IsProblem(422, Codes.SenderContradiction);
        (await Create("80000", false)).IsProblem(409, Codes.SenderTaken);
        Assert.Equal("70000", (await Create("70000", true)).Text("sender"));
    }
}
