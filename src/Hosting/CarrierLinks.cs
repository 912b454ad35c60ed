using System.Text.RegularExpressions;
using Hark.Carriers;
using Hark.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hark.Hosting;

/// <summary>The links to carriers as the settings have them: the one of <c>Carrier:Kind</c> and those of <c>Links</c>.</summary>
public sealed partial class CarrierLinks : IHttpLinks
{
    readonly Dictionary<string, SmppOptions> _smpp = [];
    readonly Dictionary<string, HttpCarrierOptions> _http = [];

    CarrierLinks(IConfiguration configuration)
    {
        var kind = configuration.ReadSection<CarrierOptions>("Carrier").Kind;
        if (kind == "smpp") _smpp.Add(kind, configuration.ReadSection<SmppOptions>("Smpp"));
        if (kind == "http") _http.Add(kind, configuration.ReadSection<HttpCarrierOptions>("Http"));
        foreach (var (section, its) in new[] { ("Smpp", "smpp"), ("Http", "http") })
            if (kind != its && configuration.GetSection(section).GetChildren().Any())
                throw new ArgumentException($"{section} is set, but Carrier:Kind is '{kind}': texts would not go there. Set Carrier:Kind to '{its}', or put the section into Links.");
        Routes = new(new(kind, kind, []), [.. configuration.GetSection("Links").GetChildren().Select(link => ReadLink(configuration, link.Key))]);
    }

    public Routes Routes { get; }

    /// <summary>Whether handsets are invented: no carrier but the simulator.</summary>
    public bool Simulated => Routes.Usual.Kind == CarrierOptions.Simulator;

    /// <exception cref="OptionsValidationException">Names the setting.</exception>
    public static CarrierLinks Read(IConfiguration configuration)
    {
        try
        {
            return new(configuration);
        }
        catch (ArgumentException e)
        {
            throw new OptionsValidationException("Links", typeof(LinkOptions), [e.Message]);
        }
    }

    public HttpCarrierOptions? Find(string link) => _http.GetValueOrDefault(link);

    public SmppOptions? Smpp(string link) => _smpp.GetValueOrDefault(link);

    /// <summary>How long a text may be with its link.</summary>
    public TimeSpan LongestHandOver(SimulatorOptions simulator) =>
        _smpp.Values.Select(s => s.LongestHandOver).Concat(_http.Values.Select(h => h.LongestHandOver)).Append(Simulated ? simulator.Timeout : default).Max();

    /// <summary>Opens all links.</summary>
    /// <param name="simulator">Makes the simulator, where it is the carrier.</param>
    /// <param name="publicUrl">Where carriers reach the API; null when they cannot.</param>
    public CarrierRouter Open(Func<ICarrier> simulator, Func<ICarrierEvents> events, Uri? publicUrl, ILinkObserver observer, TimeProvider time) =>
        new(Routes, Routes.All.ToDictionary(route => route.Name, route => route.Kind switch
        {
            "smpp" => new SmppLink(route.Name, _smpp[route.Name], events, observer, time),
            "http" => new HttpCarrier(route.Name, _http[route.Name], publicUrl, time, observer),
            _ => simulator(),
        }));

    public PoolMap Pools(BandwidthOptions shared) => new(shared, Routes.Pools, Routes.PoolOf);

    /// <summary>Who is on the shared codes is held, paced and refused pictures by the marketing code, and texted from the communication codes.</summary>
    /// <exception cref="OptionsValidationException">They leave by different links.</exception>
    public void Check(ShortCodeOptions codes)
    {
        var shared = codes.ToShortCodes();
        if (shared.Communication.FirstOrDefault(code => Routes.Of(code) != Routes.Of(shared.Marketing)) is { } other)
            throw new OptionsValidationException("Links", typeof(LinkOptions), [$"Links: the short codes {shared.Marketing} and {other} are shared by the same stores and have to leave by the same link."]);
    }

    Route ReadLink(IConfiguration configuration, string name)
    {
        if (!LinkName().IsMatch(name) || name == Hark.Pools.Shared) throw new ArgumentException($"Links:{name}: the name of a link has 1 to 20 lower case letters, digits and dashes, and is not '{Hark.Pools.Shared}'.");
        LinkOptions options;
        try
        {
            options = configuration.ReadSection<LinkOptions>($"Links:{name}");
        }
        catch (OptionsValidationException e) when (!e.Message.Contains($"Links:{name}", StringComparison.Ordinal))
        {
            throw new ArgumentException($"Links:{name}: {e.Message}", e);
        }
        if (options.Smpp is { } smpp) _smpp.Add(name, smpp);
        if (options.Http is { } http) _http.Add(name, http);
        return new(name, options.Kind, [.. options.Senders], options.Rate, options.Failover);
    }

    [GeneratedRegex("^[a-z0-9-]{1,20}$")]
    private static partial Regex LinkName();
}
