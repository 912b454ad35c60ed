using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class AuditSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    [Fact]
    public async Task Entries_AreToldNewestFirst()
    {
        await Records.Audit.Add(new AuditEntry(At, "operator", "duplicate_guard_off", "st_1", "agreed with the client", "{}"));
        await Records.Audit.Add(new AuditEntry(At, "ac_1", "store_created", "st_2", null, null));

        var first = await Records.AuditRows.List(new PageRequest(1));
        var second = await Records.AuditRows.List(new PageRequest(1, first.Next));
        Assert.Equal(("store_created", (string?)null), (first.Items[0].Act, first.Items[0].Reason));
        Assert.Equal(new AuditRow(second.Items[0].Id, At, "operator", "duplicate_guard_off", "st_1", "agreed with the client", "{}"), second.Items[0]);
        Assert.Null(second.Next);
    }
}
