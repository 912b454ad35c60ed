using System.Text.RegularExpressions;

namespace Hark.Records;

/// <summary>The table and queries of one kind of actor. Loads that come while one is under way are read together, from one snapshot: a campaign wakes thousands of actors a second.</summary>
sealed partial class StateTable
{
    static readonly Sql CreateByNumber = Sql.Named("States/create-number");
    static readonly Sql CreateByText = Sql.Named("States/create-text");
    static readonly Sql LoadFrom = Sql.Named("States/load");
    static readonly Sql SaveTo = Sql.Named("States/save");
    static readonly Sql DeleteFrom = Sql.Named("States/delete");

    readonly SqliteDatabase _database;
    readonly Sql _load;
    readonly Lock _lock = new();
    List<Loading> _waiting = [];
    bool _reading;

    public StateTable(SqliteDatabase database, string kind, bool byNumber)
    {
        if (!Word().IsMatch(kind)) throw new ArgumentException($"'{kind}' is no kind of actor: lower-case letters only.", nameof(kind));
        var table = $"state_{kind}";
        _database = database;
        ByNumber = byNumber;
        Create = (byNumber ? CreateByNumber : CreateByText).ForTable(table);
        (_load, SaveRow, DeleteRow) = (LoadFrom.ForTable(table), SaveTo.ForTable(table), DeleteFrom.ForTable(table));
    }

    public bool ByNumber { get; }
    public Sql Create { get; }
    public Sql SaveRow { get; }
    public Sql DeleteRow { get; }

    public Task<byte[]?> Load(StateKey key)
    {
        var loading = new Loading(key);
        lock (_lock)
        {
            _waiting.Add(loading);
            if (_reading) return loading.Task;
            _reading = true;
        }
        _ = ReadWaiting();
        return loading.Task;
    }

    async Task ReadWaiting()
    {
        while (true)
        {
            List<Loading> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _reading = false;
                    return;
                }
                (batch, _waiting) = (_waiting, []);
            }
            try
            {
                var found = await _database.Read(session => batch.ConvertAll(loading => session.Statement(_load).AddKey(loading.Key).One(row => row.Blob(0))));
                for (var i = 0; i < batch.Count; i++) batch[i].SetResult(found[i]);
            }
            catch (Exception error)
            {
                foreach (var loading in batch) loading.SetException(error);
            }
        }
    }

    [GeneratedRegex("^[a-z]{1,40}$")]
    private static partial Regex Word();

    sealed class Loading(StateKey key) : TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public StateKey Key => key;
    }
}
