using System.Collections.Immutable;

namespace Hark.Grains;

/// <summary>The wordings of a store's automatic replies: its own where it wrote one, else the default (O4; rules.md 3.3). Pure.</summary>
public static class StoreTemplates
{
    /// <summary>The kinds that have a wording; what a responder keyword answers stands with the keyword.</summary>
    public static readonly ImmutableArray<AutoReplyKind> Kinds = [AutoReplyKind.OptInRequest, AutoReplyKind.Confirmation, AutoReplyKind.AlreadyIn, AutoReplyKind.OptOut, AutoReplyKind.Help];

    public static IEnumerable<StoreTemplate> Of(StoreState store) => Kinds.Select(kind => Of(store, kind));

    public static StoreTemplate Of(StoreState store, AutoReplyKind kind) =>
        store.TemplatesOrNone.FirstOrDefault(template => template.Kind == kind) is { } custom
            ? new(kind, custom.Text, Custom: true)
            : new(kind, ReplyTemplates.Compose(kind, Facts(store)), Custom: false);

    /// <param name="text">Null for the default.</param>
    public static Result<StoreState> Set(StoreState store, AutoReplyKind kind, string? text)
    {
        if (!Kinds.Contains(kind)) return new Refusal(Codes.TemplateUnknown, $"There is no such template. There are: {string.Join(", ", Kinds.Select(Name))}.");
        var others = store.TemplatesOrNone.RemoveAll(template => template.Kind == kind);
        if (text is null) return store with { Templates = others };
        if (TextRules.Check(text) is { } flaw) return flaw;
        var missing = TemplateCheck.Missing(kind, text, Facts(store));
        return missing.Count == 0
            ? store with { Templates = others.Add(new(kind, text.ReplaceLineEndings("\n"))) }
            : new Refusal(Codes.TemplateIncomplete, $"The template '{Name(kind)}' has to tell {string.Join(", ", missing)}. Write it in; STOP, HELP and YES in capitals.");
    }

    /// <summary>Why the store's own wordings do not fit its settings; null when they do.</summary>
    public static Refusal? Flaw(StoreState store)
    {
        foreach (var (kind, text) in store.TemplatesOrNone)
            if (TemplateCheck.Missing(kind, text, Facts(store)) is { Count: > 0 } missing)
                return new Refusal(Codes.TemplateIncomplete,
                    $"With this change the store's own template '{Name(kind)}' would no longer tell {string.Join(", ", missing)}. Set it back to the default, change the store, and write it anew.");
        return null;
    }

    static TemplateFacts Facts(StoreState store) => new(store.BrandName, store.Keyword, store.HelpContact);

    static string Name(AutoReplyKind kind) => kind switch
    {
        AutoReplyKind.OptInRequest => "opt-in request",
        AutoReplyKind.Confirmation => "confirmation",
        AutoReplyKind.AlreadyIn => "already in",
        AutoReplyKind.OptOut => "opt-out",
        AutoReplyKind.Help => "help",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of reply has no wording."),
    };
}
