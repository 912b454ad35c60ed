using System.Xml.Linq;

namespace Hark.Api.Tests;

public sealed class RestartTests
{
    [Fact]
    public async Task NumbersForPeople_OutliveARestart_AndAreNotGivenAgain()
    {
        var folder = Directory.CreateTempSubdirectory("hark-api-tests-");
        try
        {
            var (first, message) = await Texted(folder, "Before", newStore: true);
            var (again, next) = await Texted(folder, "After", newStore: false);
            Assert.Equal(first, again);
            Assert.True(next > message, $"{next} came after {message}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>The customer as the store's program knows them, and the number of the message to them.</returns>
    static async Task<((string CustId, string Subacct) Customer, long Message)> Texted(DirectoryInfo folder, string text, bool newStore)
    {
        const string account = "owner@crmtext.example:correct horse battery";
        await using var service = await TestService.Start(new Dictionary<string, string?>(), folder.FullName);
        if (newStore)
        {
            using var admin = service.Client(ApiFixture.AdminKey);
            await admin.Send("POST", "/v1/accounts", new { name = "Dealers", email = "owner@crmtext.example", password = "correct horse battery" });
            await Call(account, "createstoreanduser", "storename=Motors&storekeyword=MOTORS");
            await Call($"{account}:MOTORS", "optincustomer", "phone_number=5125550177");
        }
        var sent = await Call($"{account}:MOTORS", "sendsmsmsg", $"phone_number=5125550177&message={text}");
        var customer = sent.Element("customer")!;
        return ((customer.Element("custId")!.Value, customer.Element("subacct")!.Value), (long)sent.Element("msgID")!);

        async Task<XElement> Call(string credentials, string method, string form)
        {
            using var client = service.Client(null);
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", CrmTextFixture.Basic(credentials));
            var answer = await client.Send("POST", "/smapi/rest", $"method={method}&{form}", mediaType: "application/x-www-form-urlencoded");
            Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Body);
            return XElement.Parse(answer.Body[answer.Body.IndexOf("<response", StringComparison.Ordinal)..]);
        }
    }
}
