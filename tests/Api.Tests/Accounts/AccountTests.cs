using System.Net;

namespace Hark.Api.Tests;

[Collection("api")]
public sealed class AccountTests(ApiFixture api)
{
    static readonly object Request = new { name = "Motors Inc", email = "owner@example.com", password = "correct horse battery" };

    [Fact]
    public async Task NewAccount_GetsAKeyThatWorks()
    {
        var created = await api.Admin.Send("POST", "/v1/accounts", Request);
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Matches("^hark_[0-9]+_[A-Za-z0-9_-]{43}$", created.Text("apiKey"));
        Assert.Equal(HttpStatusCode.OK, (await api.Client(created.Text("apiKey")).Get("/v1/stores")).Status);
    }

    [Fact]
    public async Task SameIdempotencyKey_AnswersTheSameApiKey_AndStoresItNowhere()
    {
        var first = await api.Admin.Send("POST", "/v1/accounts", Request, key: "account-1");
        var again = await api.Admin.Send("POST", "/v1/accounts", Request, key: "account-1");
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.DoesNotContain(api.Get<FakeIdempotencyKeys>().All, r => r.Body?.Contains("hark_", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("""{"email":"a@b.c","password":"correct horse battery"}""", "name")]
    [InlineData("""{"name":"A","password":"correct horse battery"}""", "email")]
    [InlineData("""{"name":"A","email":"a@b.c","password":null}""", "password")]
    public async Task FieldMissing_IsNamed(string body, string field)
    {
        var answer = await api.Admin.Send("POST", "/v1/accounts", body);
        answer.IsProblem(400, "field_missing");
        Assert.Contains(field, answer.Text("detail"));
    }

    [Fact]
    public async Task ShortPassword_IsRefused() =>
        (await api.Admin.Send("POST", "/v1/accounts", new { name = "A", email = "a@b.c", password = "short" })).IsProblem(422, Codes.AccountInvalid);

    [Fact]
    public async Task AccountKey_MayNotCreateAccounts() =>
        (await (await api.NewAccount()).Send("POST", "/v1/accounts", Request)).IsProblem(403, Codes.AdminOnly);
}
