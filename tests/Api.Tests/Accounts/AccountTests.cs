using System.Net;

namespace Hark.Api.Tests;

public sealed class AccountTests(ApiFixture api) : IClassFixture<ApiFixture>
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
    public async Task SameIdempotencyKey_AnswersTheSameApiKey()
    {
        var first = await api.Admin.Send("POST", "/v1/accounts", Request, key: "account-1");
        var again = await api.Admin.Send("POST", "/v1/accounts", Request, key: "account-1");
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
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

    [Theory]
    [InlineData("""{"name":"A","email":"nobody-short@example.com","password":"short"}""")]
    [InlineData("""{"name":"  ","email":"nobody-blank@example.com","password":"correct horse battery"}""")]
    [InlineData("""{"name":"A","email":"nobody-at","password":"correct horse battery"}""")]
    public async Task AccountThatCannotBe_IsRefused_AndNotMade(string body)
    {
        (await api.Admin.Send("POST", "/v1/accounts", body)).IsProblem(422, Codes.AccountInvalid);
        Assert.DoesNotContain("nobody-", (await api.Admin.Get("/v1/audit")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccountKey_MayNotCreateAccounts() =>
        (await (await api.NewAccount()).Send("POST", "/v1/accounts", Request)).IsProblem(403, Codes.AdminOnly);
}
