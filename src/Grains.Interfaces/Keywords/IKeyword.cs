namespace Hark;

/// <summary>One keyword, platform wide: who holds it. The key is the keyword in upper case.</summary>
public interface IKeyword
{
    /// <summary>Idempotent for the holder; refused with <see cref="Codes.KeywordTaken"/> for anybody else.</summary>
    Task<Result<StoreId>> Claim(StoreId store);
    Task Release(StoreId store);
    /// <summary>Whether nobody holds it; refused where it may not be a keyword at all.</summary>
    Task<Result<bool>> IsFree();
    Task<StoreId?> Holder();
}
