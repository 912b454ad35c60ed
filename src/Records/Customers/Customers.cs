using Hark.Grains;

namespace Hark.Records;

public sealed class Customers(RecordDatabase database) : ICustomers
{
    static readonly Sql FindRow = Sql.Named("Customers/find");
    static readonly Sql AddRow = Sql.Named("Customers/add");

    public async Task<IReadOnlyDictionary<PhoneNumber, CustomerId>> Of(StoreId store, IReadOnlyCollection<PhoneNumber> numbers)
    {
        var known = await database.Read(session => Find(session, store, numbers), atomic: false);
        var missing = numbers.Where(number => !known.ContainsKey(number)).Distinct().Order().ToList();
        if (missing.Count == 0) return known;
        return await database.Write(session =>
        {
            session.RunEach(AddRow, [.. IdBlocks.Take(session, missing.Count).Zip(missing)], (values, row) => values.Add(row.First).Add(store.Value).Add(row.Second.Digits));
            // Another may have been first: its id stands.
            return Find(session, store, numbers);
        });
    }

    static Dictionary<PhoneNumber, CustomerId> Find(RecordSession session, StoreId store, IReadOnlyCollection<PhoneNumber> numbers) =>
        session.AllOfEach(FindRow, [.. numbers.Distinct()], (values, number) => values.Add(store.Value).Add(number.Digits), row => (new PhoneNumber(row.Long(0)), new CustomerId(row.Long(1))))
            .ToDictionary(row => row.Item1, row => row.Item2);
}
