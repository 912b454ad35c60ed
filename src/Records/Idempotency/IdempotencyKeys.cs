namespace Hark.Records;

public sealed class IdempotencyKeys(RecordDatabase database) : IIdempotencyKeys
{
    static readonly Sql ReserveRow = Sql.Named("Idempotency/reserve");
    static readonly Sql Find = Sql.Named("Idempotency/find");
    static readonly Sql CompleteRow = Sql.Named("Idempotency/complete");
    static readonly Sql ForgetRows = Sql.Named("Idempotency/forget");

    public Task<IdempotencyReservation> Reserve(string scope, string key, string bodyHash, long effect, DateTimeOffset now) => database.Write(session =>
    {
        session.Statement(ReserveRow).Add(scope).Add(key).Add(bodyHash).Add(effect).Add(now).Run();
        return session.Statement(Find).Add(scope).Add(key)
            .One(row => new IdempotencyReservation(row.Text(0), row.Long(1), (int?)row.LongOrNull(2), row.TextOrNull(3)))!;
    }, atomic: false);

    public Task Complete(string scope, string key, int status, string body) => database.Write(session =>
    {
        session.Statement(CompleteRow).Add(scope).Add(key).Add(status).Add(body).Run();
    }, atomic: false);

    public Task Forget(DateTimeOffset before) => database.Write(session => { session.Statement(ForgetRows).Add(before).Run(); }, atomic: false);
}
