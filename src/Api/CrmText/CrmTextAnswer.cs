using System.Text;
using System.Text.Json.Nodes;
using System.Xml;

namespace Hark.Api;

/// <summary>The envelope: <c>&lt;response op="…" status="…" message="…"&gt;</c> and what is in it, in XML, or in JSON where that is asked for.</summary>
sealed record CrmTextAnswer(string Op, int Status, string Message, IReadOnlyList<CrmTextElement> Elements)
{
    public const string Ok = "ok";

    /// <summary>To the letter: a client in use skips its 21 characters.</summary>
    const string Declaration = "<?xml version=\"1.0\"?>\n";

    static readonly XmlWriterSettings Xml = new() { OmitXmlDeclaration = true, CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize, ConformanceLevel = ConformanceLevel.Fragment };

    public static CrmTextAnswer Of(CrmTextRequest request, params IReadOnlyList<CrmTextElement> elements) => new(request.Method, StatusCodes.Status200OK, Ok, elements);

    /// <param name="op">The method as far as it is known.</param>
    public static CrmTextAnswer Failure(string op, string code, string reason) => new(op, ProblemTable.StatusOf(code), reason, []);

    public Task Send(HttpContext context)
    {
        var json = context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
        // The HTTP status says the same: some clients look at the one, some at the other.
        context.Response.StatusCode = Status;
        context.Response.ContentType = json ? "application/json; charset=utf-8" : "application/xml; charset=utf-8";
        return context.Response.WriteAsync(json ? ToJson() : ToXml(), context.RequestAborted);
    }

    public string ToXml()
    {
        var text = new StringBuilder(Declaration);
        using (var xml = XmlWriter.Create(text, Xml))
        {
            xml.WriteStartElement("response");
            xml.WriteAttributeString("op", Clean(Op));
            xml.WriteAttributeString("status", Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            xml.WriteAttributeString("message", Clean(Message));
            foreach (var element in Elements) Write(xml, element);
            xml.WriteFullEndElement();
        }
        return text.ToString();
    }

    public string ToJson()
    {
        var answer = new JsonObject { ["op"] = Op, ["status"] = Status, ["message"] = Message };
        // A single text has an element of its own named message, beside the envelope's.
        foreach (var element in Elements) answer[element.Name == "message" ? "text" : element.JsonName] = Json(element);
        return answer.ToJsonString(ApiJson.Options);
    }

    static void Write(XmlWriter xml, CrmTextElement element)
    {
        xml.WriteStartElement(element.Name);
        if (element.Text is { } text) xml.WriteString(Clean(text));
        foreach (var child in element.Children) Write(xml, child);
        xml.WriteFullEndElement();
    }

    static JsonNode? Json(CrmTextElement element)
    {
        if (element.IsList) return new JsonArray([.. element.Children.Select(Json)]);
        if (element.Text is { } text) return JsonValue.Create(text);
        var node = new JsonObject();
        foreach (var child in element.Children) node[child.JsonName] = Json(child);
        return node;
    }

    /// <summary>Without what XML 1.0 cannot say.</summary>
    static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '\uD7FF')) return text;
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) kept.Append(text[i]).Append(text[++i]);
            else if (XmlConvert.IsXmlChar(text[i])) kept.Append(text[i]);
        }
        return kept.ToString();
    }
}

/// <param name="JsonName">Where the JSON form calls it otherwise.</param>
sealed record CrmTextElement(string Name, string? Text, IReadOnlyList<CrmTextElement> Children, string JsonName, bool IsList)
{
    public static CrmTextElement Of(string name, string? text, string? json = null) => new(name, text ?? "", [], json ?? name, IsList: false);
    public static CrmTextElement Of(string name, long number, string? json = null) => Of(name, number.ToString(System.Globalization.CultureInfo.InvariantCulture), json);
    public static CrmTextElement Group(string name, params IReadOnlyList<CrmTextElement> children) => new(name, null, children, name, IsList: false);
    public static CrmTextElement List(string name, IEnumerable<CrmTextElement> items) => new(name, null, [.. items], name, IsList: true);
}
