namespace Hark.Grains;

public sealed record KeywordState(StoreId? Holder);

/// <summary>One keyword, platform wide. Being one actor is what makes it unique.</summary>
public class Keyword(string keyword, IState<KeywordState> state) : IKeyword
{
    public async Task<Result<StoreId>> Claim(StoreId store)
    {
        if (state.Value?.Holder is { } holder)
            return holder == store ? store : new Refusal(Codes.KeywordTaken, $"The keyword {keyword} belongs to another store. Choose another one.");
        await state.Write(new(store));
        return store;
    }

    public async Task Release(StoreId store)
    {
        if (state.Value?.Holder == store) await state.Write(new(Holder: null));
    }

    public Task<Result<bool>> IsFree()
    {
        var word = KeywordRules.Check(keyword);
        return Task.FromResult<Result<bool>>(word.Ok ? state.Value?.Holder is null : word.Refusal);
    }

    public Task<StoreId?> Holder() => Task.FromResult(state.Value?.Holder);
}
