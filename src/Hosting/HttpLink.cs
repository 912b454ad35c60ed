using Hark.Carriers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hark.Hosting;

/// <summary>The one link of an installation whose <see cref="CarrierOptions.Kind"/> is <c>http</c>; its name is that, too.</summary>
sealed class HttpLink(HttpCarrierOptions? options) : IHttpLinks
{
    const string Name = "http";

    public HttpCarrierOptions? Find(string link) => link == Name ? options : null;

    /// <summary>Registers an <see cref="HttpCarrier"/> only where it is the carrier.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Carrier:Kind"] != Name)
        {
            services.AddSingleton<IHttpLinks>(new HttpLink(null));
            return;
        }
        services.AddSection<HttpCarrierOptions>(configuration, "Http");
        services.AddSingleton<IHttpLinks>(s => new HttpLink(s.GetRequiredService<IOptions<HttpCarrierOptions>>().Value));
        services.AddSingleton(s => new HttpCarrier(Name, s.GetRequiredService<IOptions<HttpCarrierOptions>>().Value,
            new Uri(s.GetRequiredService<IOptions<MediaOptions>>().Value.PublicUrl!), s.GetRequiredService<TimeProvider>()));
    }
}
