using Hark.Hosting;
using Hark.Records;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Hark.Api;

/// <summary>Puts the service together: settings, the host of the actors, and the HTTP surface.</summary>
public static class HarkApi
{
    /// <param name="host">Registers what runs the actors and keeps the records; hosted services of it start before those of the API.</param>
    /// <returns>The process's exit code: 0, or 2 when it could not start as asked; of a check of the carrier, 1 when it does not work.</returns>
    public static Task<int> Run(string[] args, Action<WebApplicationBuilder> host) => Guard(async () =>
    {
        if (IsCarrierCheck(args)) return await CarrierCheck.Run(Settings().Configuration, Console.Out);
        await using var app = Build(args, host);
        await app.RunAsync();
        return 0;
    });

    /// <exception cref="StartException">It stands beside other arguments.</exception>
    public static bool IsCarrierCheck(IReadOnlyList<string> args)
    {
        if (!args.Contains(CarrierCheck.Argument)) return false;
        return args.Count == 1 ? true : throw new StartException($"{CarrierCheck.Argument} does its work and ends; it takes no other argument.");
    }

    /// <summary>Runs a program. What it cannot do as asked is told in one sentence.</summary>
    /// <returns>The program's own exit code, or 2 when it could not start as asked.</returns>
    public static async Task<int> Guard(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception e) when (e is StartException or OptionsValidationException or StorageUnavailableException or DataFolderInUseException or DataFileRefusedException
            or DatabaseUnreachableException or DatabaseSchemaException)
        {
            await Console.Error.WriteLineAsync($"Hark did not start. {e.Message}");
            return 2;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"Hark did not start. {e.Message} Choose another address with --urls.");
            return 2;
        }
    }

    /// <summary>Settings and nothing else: what a program reads before it does its work and ends.</summary>
    public static WebApplicationBuilder Settings()
    {
        // The content root holds appsettings.json, which lies beside the program.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("HARK__");
        return builder;
    }

    /// <param name="withApi">False serves the operator's endpoints only: liveness, readiness, metrics.</param>
    /// <exception cref="StartException">Arguments or settings are unknown or contradict each other.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> host, bool withApi = true)
    {
        var arguments = Arguments.Parse(args);
        if (arguments.Demo && !withApi) throw new StartException("--demo shows a store through the API, which this process does not serve.");
        var builder = Settings();
        builder.Configuration.AddInMemoryCollection(Overrides(arguments));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = RequestLimits.Json;
            kestrel.AddServerHeader = false;
        });

        host(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOperations();
        if (withApi) AddApi(builder);
        if (arguments.Demo) AddDemo(builder);

        var app = builder.Build();
        if (withApi) app.UseApi();
        app.MapOperations();
        if (withApi) app.MapApi();
        return app;
    }

    static void AddApi(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSection<ApiOptions>(builder.Configuration, "Api");
        services.TryAddSingleton(AnsiConsole.Console);
        services.TryAddSingleton<CheckNumber>(NumberForm.Check);
        services.AddJson();
        services.AddSecurity();
        services.AddCrmText();
        services.AddRequestLimits();
        services.AddImports();
        services.AddPictures();
        services.AddApiDescription();
        services.AddSingleton<IdempotencyInProgress>();
        services.AddSingleton<FirstCalls>();
        services.AddAfterHost<IdempotencyExpiry>();
    }

    static void AddDemo(WebApplicationBuilder builder)
    {
        var carrier = builder.Configuration["Carrier:Kind"] ?? "simulator";
        if (carrier != "simulator")
            throw new StartException($"--demo texts invented people, so it runs on the simulator only; but Carrier:Kind is '{carrier}'.");
        builder.Services.TryAddSingleton(_ => DemoNumbers.MayTextByQuietHours());
        builder.Services.AddSingleton<DemoNumbers>().AddSingleton<DemoStore>().AddSingleton<DemoProgress>().AddSingleton<DemoReplies>();
        builder.Services.AddAfterHost<Demo>();
    }

    static Dictionary<string, string?> Overrides(Arguments arguments)
    {
        var settings = new Dictionary<string, string?>();
        if (arguments.Data is not null) settings["Storage:Path"] = arguments.Data;
        if (arguments.Urls is not null) settings["urls"] = arguments.Urls;
        return settings;
    }
}
