namespace Hark.Grains;

/// <summary>The numbers by which surfaces name a store's customers.</summary>
public interface ICustomers
{
    /// <summary>Those that have no id yet are given one, whether or not the store knows them otherwise.</summary>
    Task<IReadOnlyDictionary<PhoneNumber, CustomerId>> Of(StoreId store, IReadOnlyCollection<PhoneNumber> numbers);
}

public static class CustomersOfOne
{
    public static async Task<CustomerId> Of(this ICustomers customers, StoreId store, PhoneNumber number) => (await customers.Of(store, [number]))[number];
}
