using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hark;

/// <summary>An id: a number inside, a prefix and that number outside (<c>st_12</c>), so that ids of different things cannot be mistaken for each other.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    static abstract string Prefix { get; }
    static abstract TSelf Of(long value);
    long Value { get; }
}

public static class Ids
{
    /// <summary>Reads the outside form of an id.</summary>
    public static bool TryParse<TId>([NotNullWhen(true)] string? text, out TId id) where TId : struct, IId<TId>
    {
        id = default;
        if (text is null || !text.StartsWith(TId.Prefix, StringComparison.Ordinal)) return false;
        if (!long.TryParse(text.AsSpan(TId.Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        id = TId.Of(value);
        return true;
    }
}

[JsonConverter(typeof(IdJsonConverter<AccountId>))]
public readonly record struct AccountId(long Value) : IId<AccountId>
{
    public static string Prefix => "ac_";
    public static AccountId Of(long value) => new(value);
    public override string ToString() => $"{Prefix}{Value}";
}

[JsonConverter(typeof(IdJsonConverter<StoreId>))]
public readonly record struct StoreId(long Value) : IId<StoreId>
{
    public static string Prefix => "st_";
    public static StoreId Of(long value) => new(value);
    public override string ToString() => $"{Prefix}{Value}";
}

[JsonConverter(typeof(IdJsonConverter<CampaignId>))]
public readonly record struct CampaignId(long Value) : IId<CampaignId>
{
    public static string Prefix => "cp_";
    public static CampaignId Of(long value) => new(value);
    public override string ToString() => $"{Prefix}{Value}";
}

[JsonConverter(typeof(IdJsonConverter<ImportId>))]
public readonly record struct ImportId(long Value) : IId<ImportId>
{
    public static string Prefix => "im_";
    public static ImportId Of(long value) => new(value);
    public override string ToString() => $"{Prefix}{Value}";
}

/// <summary>One number as a customer of one store, for surfaces that name people by a number of their own. Given once, never to anybody else.</summary>
[JsonConverter(typeof(IdJsonConverter<CustomerId>))]
public readonly record struct CustomerId(long Value) : IId<CustomerId>
{
    public static string Prefix => "cu_";
    public static CustomerId Of(long value) => new(value);
    public override string ToString() => $"{Prefix}{Value}";
}

/// <summary>One text to one number: the id that the ledger, the Subscriber and the carrier know it by.</summary>
[JsonConverter(typeof(IdJsonConverter<DeliveryId>))]
public readonly record struct DeliveryId(long Value) : IId<DeliveryId>
{
    public static string Prefix => "dl_";
    public static DeliveryId Of(long value) => new(value);
    public override string ToString() => $"{Prefix}{Value}";
}

/// <summary>A row of the consent log: its sequence number in the order of writing.</summary>
[JsonConverter(typeof(IdJsonConverter<ConsentId>))]
public readonly record struct ConsentId(long Value) : IId<ConsentId>
{
    public static string Prefix => "cs_";
    public static ConsentId Of(long value) => new(value);
    public override string ToString() => $"{Prefix}{Value}";
}

/// <summary>Something that a store is told of: its webhook id, the same at each attempt.</summary>
[JsonConverter(typeof(IdJsonConverter<CallbackEventId>))]
public readonly record struct CallbackEventId(long Value) : IId<CallbackEventId>
{
    public static string Prefix => "msg_";
    public static CallbackEventId Of(long value) => new(value);
    public override string ToString() => $"{Prefix}{Value}";
}

/// <summary>Writes ids as numbers: actor state is written for each text, and is read by us alone. The API writes the prefixed form.</summary>
public sealed class IdJsonConverter<TId> : JsonConverter<TId> where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.Of(reader.GetInt64());
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.Of(long.Parse(reader.GetString()!, CultureInfo.InvariantCulture));
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value.ToString(CultureInfo.InvariantCulture));
}
