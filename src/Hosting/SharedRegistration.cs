using Hark.Carriers;
using Hark.Grains;
using Hark.Records;
using Hark.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hark.Hosting;

/// <summary>What every host registers in the same way.</summary>
public static class SharedRegistration
{
    /// <summary>The settings of the actors and of the carrier, validated at the start.</summary>
    public static void AddActorSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<BandwidthOptions>(configuration, "Bandwidth");
        services.AddSection<StoreOptions>(configuration, "Stores");
        services.AddSection<ShortCodeOptions>(configuration, "ShortCodes");
        services.AddSection<PolicyOptions>(configuration, "Policy");
        services.AddSection<SimulatorOptions>(configuration, "Simulator");
        services.AddSection<CarrierOptions>(configuration, "Carrier");
        var links = CarrierLinks.Read(configuration);
        links.Check(configuration.ReadSection<ShortCodeOptions>("ShortCodes"));
        services.AddSingleton(links).AddSingleton<IHttpLinks>(links);
        services.AddSingleton(s => links.Pools(s.GetRequiredService<IOptions<BandwidthOptions>>().Value));
        services.AddSingleton(new PoolNames([Pools.Shared, .. links.Routes.Pools.Keys]));
        services.AddSection<MediaOptions>(configuration, "Media");
        services.AddSingleton<IValidateOptions<MediaOptions>, MediaForCarrier>();
        services.AddSingleton<PictureAddress>();
        services.AddSection<CallbackOptions>(configuration, "Callbacks");
    }

    /// <summary>The parts of the records that the API reads and writes. Asked for once the host has opened them; they do not exist before.</summary>
    public static void AddRecords(this IServiceCollection services, Func<IServiceProvider, RecordSet> records)
    {
        Part<IIds>(r => r.Ids);
        Part<IAudit>(r => r.Audit);
        Part<ICustomers>(r => r.Customers);
        Part<IDeliveryReader>(r => r.Deliveries);
        Part<ICampaignReader>(r => r.Campaigns);
        Part<IConsentReader>(r => r.Consent);
        Part<ICallbackReader>(r => r.CallbackRows);
        Part<IInboxReader>(r => r.InboxRows);
        Part<IStoreReader>(r => r.Stores);
        Part<IAccountReader>(r => r.Accounts);
        Part<IConversationReader>(r => r.Conversations);
        Part<IAuditReader>(r => r.AuditRows);
        Part<IImportReader>(r => r.Imports);
        Part<IImportStaging>(r => r.ImportStaging);
        Part<IPictures>(r => r.Pictures);
        Part<IIdempotencyKeys>(r => r.IdempotencyKeys);
        Part<ISettings>(r => r.Settings);

        void Part<T>(Func<RecordSet, T> part) where T : class => services.AddSingleton(s => part(records(s)));
    }
}
