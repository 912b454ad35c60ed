using Hark.Hosting;
using Hark.Records;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hark.Embedded;

public static class EmbeddedRegistration
{
    /// <summary>Registers the host for one machine: its settings, validated at the start, the actors, and the records for reading.</summary>
    public static IServiceCollection AddEmbeddedHost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<StorageOptions>(configuration, "Storage");
        services.AddSection<EmbeddedOptions>(configuration, "Embedded");
        services.AddActorSettings(configuration);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EmbeddedService>();
        services.AddHostedService(s => s.GetRequiredService<EmbeddedService>());

        // Asked for once the host has started; it does not exist before.
        services.AddSingleton<IGrains>(s => s.GetRequiredService<EmbeddedService>().Host);
        services.AddSingleton(s => s.GetRequiredService<EmbeddedService>().Carrier);
        services.AddSingleton(s => s.GetRequiredService<EmbeddedService>().CarrierEvents);
        services.AddRecords(s => s.GetRequiredService<EmbeddedService>().Records);
        return services;
    }
}
