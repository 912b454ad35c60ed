using System.Diagnostics.Metrics;
using Hark.Carriers;
using Hark.Grains;
using Hark.Hosting;
using Hark.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hark.Silo;

/// <summary>What the actors of a silo work with.</summary>
static class SiloParts
{
    public static void AddActors(this IServiceCollection services)
    {
        Records(r => r.Ledger);
        Records(r => r.ConsentLog);
        Records(r => r.Roster);
        Records(r => r.Inbox);
        Records(r => r.Directory);
        Records(r => r.ImportRows);
        Records(r => r.Callbacks);

        services.AddSingleton(_ => new QuietHours(QuietHoursTable.Load()));
        services.AddSingleton(s => new QuietHoursRule(s.GetRequiredService<QuietHours>(), Settings<PolicyOptions>(s)));
        services.AddSingleton<Gate>();
        services.AddSingleton(s => Settings<StoreOptions>(s));
        services.AddSingleton<SiloCount>();
        services.AddSingleton(s => new Pacers(s.GetRequiredService<PoolMap>(), pool => new(s.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToString(),
            () => s.GetRequiredService<IGrains>().Bandwidth(pool), s.GetRequiredService<SiloCount>().Now, s.GetRequiredService<PoolMap>().Options(pool), Time(s))));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<StoreServices>(s, Time(s)));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<CampaignServices>(s, Time(s)));
        services.AddSingleton<ICallbackNotices>(s => new CallbackLog(s.GetRequiredService<ILogger<CallbackLog>>()));
        services.AddSingleton(s => new CallbackMeter(s.GetRequiredService<IMeterFactory>().Create("Hark.Callbacks")).Watch(new CallbackPoster(Settings<CallbackOptions>(s), Time(s))));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<CallbackServices>(s, Random.Shared, Time(s)));
        services.AddScoped<OrleansWakeups>();
        services.AddSingleton<HandedOn>();
        services.AddSingleton<LostSilos>();
        services.AddSingleton<CutOff>();

        services.TryAddSingleton(s => new SimulatorCarrier(Settings<SimulatorOptions>(s), s.GetRequiredService<ICarrierEvents>, Time(s)));
        services.AddSingleton(s => new LinkMeter(s.GetRequiredService<IMeterFactory>().Create("Hark.Links"), s.GetRequiredService<ILogger<LinkMeter>>()));
        services.AddSingleton(OpenLinks);
        services.AddSingleton(s => s.GetRequiredService<CarrierMeter>().Watch(s.GetRequiredService<PictureAddress>().Tell(s.GetRequiredService<CarrierRouter>())));
        services.AddHostedService<CarrierEnd>();
        services.AddHostedService<PoolReports>();

        void Records<T>(Func<Hark.Records.RecordSet, T> part) where T : class => services.AddSingleton(s => part(s.GetRequiredService<RecordsService>().Records));
    }

    static CarrierRouter OpenLinks(IServiceProvider services)
    {
        var meter = services.GetRequiredService<LinkMeter>();
        var router = services.GetRequiredService<CarrierLinks>().Open(services.GetRequiredService<SimulatorCarrier>, services.GetRequiredService<ICarrierEvents>,
            services.GetRequiredService<PictureAddress>().PublicUrl, meter, Time(services));
        meter.Watch(router);
        return router;
    }

    static TimeProvider Time(IServiceProvider services) => services.GetRequiredService<ActorClock>().Time;

    static T Settings<T>(IServiceProvider services) where T : class => services.GetRequiredService<IOptions<T>>().Value;

    /// <summary>Ends pacer and carrier after the silo has stopped and before the records close: receipts that are under way are still written.</summary>
    sealed class CarrierEnd(IServiceProvider services) : Lifecycle
    {
        public override async Task StoppedAsync(CancellationToken cancellationToken)
        {
            await services.GetRequiredService<Pacers>().DisposeAsync();
            if (services.GetRequiredService<ICarrier>() is IAsyncDisposable carrier) await carrier.DisposeAsync();
        }
    }
}
