using System.Text.Json.Serialization;

namespace Hark.Grains;

/// <summary>How states are written: JSON that an engineer can read in the database, by generated code. Null and empty members are left out.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SubscriberState))]
[JsonSerializable(typeof(StoreState))]
[JsonSerializable(typeof(CampaignState))]
[JsonSerializable(typeof(BandwidthState))]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(KeywordState))]
[JsonSerializable(typeof(ImportState))]
[JsonSerializable(typeof(CallbackEndpointState))]
public sealed partial class StateJson : JsonSerializerContext;
