using Hark.Api;
using Hark.Hosting;
using Hark.Records;

namespace Hark.Silo;

/// <summary>One process of the cluster: a silo, an API host, or both in one; the schema's installation, or a check of the carrier.</summary>
static class SiloProgram
{
    /// <returns>The process's exit code: 0, or 2 when it could not start as asked.</returns>
    public static Task<int> Run(string[] args) => HarkApi.Guard(async () =>
    {
        if (HarkApi.IsCarrierCheck(args)) return await CarrierCheck.Run(HarkApi.Settings().Configuration, Console.Out);
        var arguments = SiloArguments.Parse(args);
        if (arguments.Schema == SchemaAct.None) await Serve(arguments);
        else await ChangeSchema(arguments.Schema);
        return 0;
    });

    static async Task Serve(SiloArguments arguments)
    {
        await using var app = HarkApi.Build(arguments.Rest, builder => builder.AddCluster(arguments.Role), withApi: arguments.Role != Role.Silo);
        await app.RunAsync();
    }

    static async Task ChangeSchema(SchemaAct act)
    {
        var builder = HarkApi.Settings();
        builder.Services.AddSection<DatabaseOptions>(builder.Configuration, "Database");
        await using var services = builder.Services.BuildServiceProvider();
        var database = services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString;
        if (act == SchemaAct.Install) ClusterSchema.Tables.Install(database);
        else ClusterSchema.Tables.Upgrade(database);
        Console.WriteLine("The database has the tables of this version.");
    }
}
