using Hark.Carriers;
using Hark.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hark.Hosting;

/// <summary><c>--check-carrier</c>: tries every link of the settings without sending a text, and tells what it found.</summary>
public static class CarrierCheck
{
    public const string Argument = "--check-carrier";

    /// <returns>The process's exit code: 0 when every link works, else 1.</returns>
    public static async Task<int> Run(IConfiguration configuration, TextWriter output)
    {
        var links = CarrierLinks.Read(configuration);
        // Whatever would stop the start is no carrier that works.
        links.Check(configuration.ReadSection<ShortCodeOptions>("ShortCodes"));
        if (new MediaForCarrier(links).Validate(null, configuration.ReadSection<MediaOptions>("Media")) is { Failed: true } media)
            throw new OptionsValidationException("Media", typeof(MediaOptions), media.Failures!);
        var failed = false;
        foreach (var route in links.Routes.All)
        {
            var check = await Check(links, route.Name);
            await output.WriteLineAsync($"{route.Name} ({route.Kind}): {(check.Trouble is null ? "works" : "does not work")}");
            foreach (var step in check.Steps) await output.WriteLineAsync($"  {step}");
            if (check.Trouble is { } trouble) await output.WriteLineAsync($"  {trouble}");
            failed |= check.Trouble is not null;
        }
        return failed ? 1 : 0;
    }

    static async Task<LinkCheck> Check(CarrierLinks links, string name)
    {
        if (links.Smpp(name) is { } smpp) return await SmppCheck.Run(smpp, TimeProvider.System);
        if (links.Find(name) is { } http) return await HttpCheck.Run(http);
        return new(["invented handsets: there is no carrier to reach"], null);
    }
}
