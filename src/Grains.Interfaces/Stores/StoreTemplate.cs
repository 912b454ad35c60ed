namespace Hark;

/// <summary>The wording of one kind of automatic reply, as it leaves now.</summary>
/// <param name="Custom">The store wrote it; else it is the default, made of the store's brand, keyword and help contact.</param>
public sealed record StoreTemplate(AutoReplyKind Kind, string Text, bool Custom);
