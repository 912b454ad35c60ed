using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;

namespace Hark.Silo;

/// <summary>How the contracts travel between processes: as JSON, limited to the contract assembly. In a process they are shared, because they are immutable.</summary>
static class ContractSerialization
{
    public static void AddContracts(this IServiceCollection services)
    {
        services.AddSerializer(serializer => serializer.AddJsonSerializer(isSerializable: IsContract, isCopyable: _ => false));
        services.AddSingleton<IGeneralizedCopier, SharedContracts>();
        services.Configure<TypeManifestOptions>(options => options.AddAllowedAssembly(typeof(IGrains).Assembly));
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedExceptionTypeFilter = IsContract);
    }

    static bool IsContract(Type type) => type.Assembly == typeof(IGrains).Assembly;

    /// <summary>Contracts are immutable records: nobody needs a copy of his own.</summary>
    sealed class SharedContracts : IGeneralizedCopier
    {
        public bool IsSupportedType(Type type) => IsContract(type) && !typeof(Exception).IsAssignableFrom(type);

        public object? DeepCopy(object? input, CopyContext context) => input;
    }
}
