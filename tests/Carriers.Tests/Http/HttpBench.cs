using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>An HTTP carrier at a fake provider, on a clock that only the test moves.</summary>
sealed class HttpBench : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public HttpBench(Action<HttpCarrierOptions>? change = null, HttpMessageHandler? handler = null)
    {
        var options = new HttpCarrierOptions { Url = Provider.Url, User = "AC123", Password = "päss:word" };
        change?.Invoke(options);
        Carrier = new("http", options, new Uri("https://text.example.com/hark/"), Time, handler: handler);
    }

    public FakeProvider Provider { get; } = new();
    public ManualTime Time { get; } = new();
    public HttpCarrier Carrier { get; }

    public Task<SubmitResult> Submit(long id = 1, string? media = null) =>
        Carrier.Submit(new CarrierText(new(id), Sample.Number, Sample.Text() with { Body = "Motors: Sale & more today? 50% off + ☕" }, media)).WaitAsync(Patience);

    /// <summary>Submits a text to a provider that answers so.</summary>
    public Task<SubmitResult> Submit(ProviderAnswer answer)
    {
        Provider.Answer = _ => answer;
        return Submit();
    }

    public async ValueTask DisposeAsync()
    {
        await Carrier.DisposeAsync();
        Provider.Dispose();
    }
}
