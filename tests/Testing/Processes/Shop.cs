using System.Globalization;
using System.Text;

namespace Hark.Testing;

/// <summary>A store and its people, set up over HTTP; its addresses hold in every process on the same data.</summary>
public sealed record Shop(StoreId Id)
{
    public string Path => $"/v1/stores/{Id}";

    public static async Task<Shop> Open(HttpClient http, string keyword = "MOTORS")
    {
        var account = (await http.Post("/v1/accounts", new { name = "Main Street", email = "owner@example.com", password = "correct horse battery" })).Good();
        var store = (await http.Post("/v1/stores", new { name = "Main Street Motors", keyword }, bearer: account.Text("apiKey"))).Good();
        return Ids.TryParse<StoreId>(store.Text("id"), out var id) ? new Shop(id) : throw new InvalidOperationException($"{store.Body}");
    }

    public static IEnumerable<PhoneNumber> People(int count, int from = 0) => Enumerable.Range(from, count).Select(SampleNumbers.Us);

    /// <summary>An import file that opts them in.</summary>
    public static string File(IEnumerable<PhoneNumber> people)
    {
        var csv = new StringBuilder("phone,opted_in_at,source,evidence_url\n");
        foreach (var number in people) csv.Append(CultureInfo.InvariantCulture, $"{number},2026-03-05T14:00:00Z,web form,https://example.com/forms/{number.Digits}\n");
        return csv.ToString();
    }

    public async Task Import(HttpClient http, IEnumerable<PhoneNumber> people, string key = "import")
    {
        var import = (await http.PostCsv($"{Path}/imports", File(people), key)).Good();
        await ImportEnds(http, import.Text("id"));
    }

    public async Task<Answer> ImportEnds(HttpClient http, string import)
    {
        var view = default(Answer)!;
        await Until.True(async () => (view = (await http.Get($"{Path}/imports/{import}")).Good()).Text("status") == "completed", "the import is complete");
        return view;
    }

    public async Task<string> StartCampaign(HttpClient http, string name = "Spring") =>
        (await http.Post($"{Path}/campaigns", new { name, text = "New models are in.", kind = "marketing" }, $"campaign {name}".Replace(' ', '-'))).Good().Text("id");

    public async Task<Answer> Campaign(HttpClient http, string campaign) => (await http.Get($"{Path}/campaigns/{campaign}")).Good();

    public async Task<Answer> CampaignEnds(HttpClient http, string campaign)
    {
        var view = default(Answer)!;
        await Until.True(async () => (view = await Campaign(http, campaign)).Text("status") == "completed", "the campaign is complete");
        return view;
    }
}
