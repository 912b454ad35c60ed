using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>One store among keywords that are real actors; what it would write for reading is not looked at here.</summary>
sealed class StoreBench
{
    static readonly AccountId Account = new(1);

    readonly Dictionary<string, MemoryState<KeywordState>> _keywords = [];

    public StoreBench() => Store = Activation();

    public ManualTime Time { get; } = new();
    public MemoryState<StoreState> State { get; private set; } = new();
    public Store Store { get; private set; }
    public MemoryAudit Audit { get; } = new();

    /// <summary>Called for each keyword that is addressed.</summary>
    public Action<string> Addressed { get; set; } = _ => { };

    /// <summary>The process died: a new activation reads what is durable.</summary>
    public void Reactivate()
    {
        State = State.Reactivated();
        Store = Activation();
    }

    public StoreBench Created()
    {
        State.Write(new(Account, "Main Street Motors", "Motors", "MOTORS", "+15550000001", "America/Chicago", false, DuplicateGuard: true, "help@motors.example", Time.GetUtcNow()));
        return this;
    }

    public IKeyword Keyword(string word)
    {
        Addressed(word);
        if (!_keywords.TryGetValue(word, out var state)) _keywords.Add(word, state = new());
        return new Keyword(word, state);
    }

    /// <summary>The state of a keyword, for breaking its storage.</summary>
    public MemoryState<KeywordState> StateOf(string word)
    {
        Keyword(word);
        return _keywords[word];
    }

    public async Task<IEnumerable<string>> Words() => (await Store.Keywords()).Value!.Select(keyword => keyword.Word);

    Store Activation() => new(Sample.Store, State, new RecordingWakeups(),
        new(new StubGrains { Keywords = Keyword }, null!, null!, null!, new MemoryDirectory(), Audit, null!, null!, null!, null!, new StoreOptions(), new ShortCodeOptions().ToShortCodes(), Time));
}
