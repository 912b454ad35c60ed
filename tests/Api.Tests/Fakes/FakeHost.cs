using Hark.Grains;
using Hark.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hark.Api.Tests;

/// <summary>A host in memory.</summary>
static class FakeHost
{
    public static void AddFakeHost(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new FakeWorld { Time = provider.GetRequiredService<TimeProvider>() });
        services.AddSingleton<IGrains, FakeGrains>();
        services.AddSingleton<IIds, FakeIds>();
        services.AddSingleton<FakeSettings>();
        services.AddSingleton<ISettings>(provider => provider.GetRequiredService<FakeSettings>());
        services.AddSingleton<FakeIdempotencyKeys>();
        services.AddSingleton<IIdempotencyKeys>(provider => provider.GetRequiredService<FakeIdempotencyKeys>());
        services.AddSingleton<IAudit, FakeAudit>();
        services.AddSingleton<FakeReadiness>();
        services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<FakeReadiness>());
        services.AddSingleton<ISimulator, FakeSimulator>();
        services.AddSingleton<FakeImports>();
        services.AddSingleton<IImportStaging>(provider => provider.GetRequiredService<FakeImports>());
        services.AddSingleton<IImportReader>(provider => provider.GetRequiredService<FakeImports>());
        services.AddSingleton<FakeReaders>();
        services.AddSingleton<IDeliveryReader>(provider => provider.GetRequiredService<FakeReaders>());
        services.AddSingleton<ICampaignReader>(provider => provider.GetRequiredService<FakeReaders>());
        services.AddSingleton<IConsentReader>(provider => provider.GetRequiredService<FakeReaders>());
        services.AddSingleton<IInboxReader>(provider => provider.GetRequiredService<FakeReaders>());
        services.AddSingleton<IStoreReader>(provider => provider.GetRequiredService<FakeReaders>());
        services.AddSingleton<IAuditReader>(provider => provider.GetRequiredService<FakeReaders>());
    }
}
