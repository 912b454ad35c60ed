using Hark.Carriers;
using Hark.Grains;
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
        services.AddSection<BandwidthOptions>(configuration, "Bandwidth");
        services.AddSection<StoreOptions>(configuration, "Stores");
        services.AddSection<PolicyOptions>(configuration, "Policy");
        services.AddSection<SimulatorOptions>(configuration, "Simulator");
        services.AddSection<CarrierOptions>(configuration, "Carrier");

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EmbeddedService>();
        services.AddHostedService(s => s.GetRequiredService<EmbeddedService>());

        // Asked for once the host has started; it does not exist before.
        services.AddSingleton<IGrains>(s => s.GetRequiredService<EmbeddedService>().Host);
        services.AddSingleton(s => s.GetRequiredService<EmbeddedService>().Carrier);
        Record<IIds>(r => r.Ids);
        Record<IAudit>(r => r.Audit);
        Record<IDeliveryReader>(r => r.Deliveries);
        Record<ICampaignReader>(r => r.Campaigns);
        Record<IConsentReader>(r => r.Consent);
        Record<IInboxReader>(r => r.InboxRows);
        Record<IStoreReader>(r => r.Stores);
        Record<IAuditReader>(r => r.AuditRows);
        Record<IImportReader>(r => r.Imports);
        Record<IImportStaging>(r => r.ImportStaging);
        Record<IIdempotencyKeys>(r => r.IdempotencyKeys);
        Record<ISettings>(r => r.Settings);
        return services;

        void Record<T>(Func<SqliteRecords, T> part) where T : class => services.AddSingleton(s => part(s.GetRequiredService<EmbeddedService>().Records));
    }
}
