using Hark.Grains;

namespace Hark.Silo;

[Alias("hark.keyword")]
public interface IKeywordGrain : IKeyword, IGrainWithStringKey;

[GrainType("keyword")]
public sealed class KeywordGrain(IGrainContext context, [PersistentState(States.Name, States.Provider)] IPersistentState<KeywordState> state)
    : Keyword(context.GrainId.Key.ToString()!, new OrleansState<KeywordState>(state, context)), IKeywordGrain;
