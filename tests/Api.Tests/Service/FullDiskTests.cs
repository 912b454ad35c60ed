using System.Net;

namespace Hark.Api.Tests;

/// <summary>The real database at its quota.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task FullDisk_Answers503_AndWhatWasAnsweredBeforeIsThere()
    {
        await using var service = await TestService.Start(new Dictionary<string, string?> { ["Storage:MaxMegabytes"] = "2" });
        using var admin = service.Client(ApiFixture.AdminKey);
        var account = await admin.Send("POST", "/v1/accounts", new { name = "Motors Inc", email = "owner@example.com", password = "correct horse battery" });
        using var client = service.Client(account.Text("apiKey"));
        var store = (await client.Send("POST", "/v1/stores", new { name = "Motors", keyword = "MOTORS" })).Headers.Location!.ToString();

        var taken = new List<string>();
        Answer answer;
        string number;
        do
        {
            number = $"+1512555{taken.Count:0000}";
            answer = await client.Send("PUT", $"{store}/subscribers/{number}/consent", new { source = "counter", evidence = new string('e', 4_000), wording = new string('w', 4_000) });
            if (answer.Status == HttpStatusCode.OK) taken.Add(number);
        }
        while (answer.Status == HttpStatusCode.OK && taken.Count < 1000);

        answer.IsProblem(503, Codes.StorageUnavailable);
        Assert.NotEmpty(taken);
        Assert.Equal(taken, (await client.Get(store + "/subscribers?limit=500")).Items().Select(i => i.GetProperty("number").GetString()));
        Assert.Equal("new", (await client.Get($"{store}/subscribers/{number}")).Text("status"));
    }
}
