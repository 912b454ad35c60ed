using Hark.Api;

return await HarkApi.Run(args, builder => builder.AddEmbeddedHost());
