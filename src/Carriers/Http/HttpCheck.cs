using System.Net.Http.Headers;

namespace Hark.Carriers;

/// <summary>Reads one message of the account, which shows that the provider is there and knows the login.</summary>
public static class HttpCheck
{
    public static async Task<LinkCheck> Run(HttpCarrierOptions options)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = options.Timeout };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Url}{(options.Url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}PageSize=1");
        request.Headers.Authorization = options.Login;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var status = (int)answer.StatusCode;
            return status switch
            {
                >= 200 and < 300 => new(["reached", "the login is right"], null),
                401 or 403 => new(["reached"], $"The provider refuses the login ({status})."),
                405 => new(["reached", "the resource takes no GET, so the login was not tried"], null),
                _ => new(["reached"], $"The provider answered {status} at that address."),
            };
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return new([], $"{new Uri(options.Url).GetLeftPart(UriPartial.Path)} cannot be reached: {e.Message}");
        }
    }
}
