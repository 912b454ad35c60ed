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
        Section<StorageOptions>("Storage");
        Section<EmbeddedOptions>("Embedded");
        Section<BandwidthOptions>("Bandwidth");
        Section<StoreOptions>("Stores");
        Section<PolicyOptions>("Policy");
        Section<SimulatorOptions>("Simulator");
        Section<CarrierOptions>("Carrier");

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EmbeddedService>();
        services.AddHostedService(s => s.GetRequiredService<EmbeddedService>());

        // Asked for once the host has started; it does not exist before.
        services.AddSingleton<IGrains>(s => s.GetRequiredService<EmbeddedService>().Host);
        services.AddSingleton(s => s.GetRequiredService<EmbeddedService>().Carrier);
        Record<IIds>(r => r.Ids);
        Record<IAudit>(r => r.Audit);
        Record<IDeliveryReader>(r => r.DeliveryReader);
        Record<ICampaignReader>(r => r.CampaignReader);
        Record<IConsentReader>(r => r.ConsentReader);
        Record<IInboxReader>(r => r.InboxReader);
        Record<IStoreReader>(r => r.StoreReader);
        Record<IAuditReader>(r => r.AuditReader);
        Record<IImportReader>(r => r.ImportReader);
        Record<IImportStaging>(r => r.ImportStaging);
        Record<IIdempotencyKeys>(r => r.IdempotencyKeys);
        Record<ISettings>(r => r.Settings);
        return services;

        void Section<T>(string name) where T : class =>
            services.AddOptions<T>().Bind(configuration.GetSection(name), binder => binder.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations().ValidateOnStart();

        void Record<T>(Func<SqliteRecordSet, T> part) where T : class => services.AddSingleton(s => part(s.GetRequiredService<EmbeddedService>().Records));
    }
}
