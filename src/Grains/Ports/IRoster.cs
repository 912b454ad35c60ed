namespace Hark.Grains;

/// <summary>Who is opted in to a store, for counting; the truth is each Subscriber's.</summary>
public interface IRoster
{
    Task<long> CountOptedIn(StoreId store);

    /// <summary>Opted-in numbers by their leading digits (country code and area code: the first 4 digits of the number for +1, else the first 3).</summary>
    Task<IReadOnlyDictionary<int, long>> CountByArea(StoreId store);
}
