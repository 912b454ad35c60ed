using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Hark.Web;

/// <summary>Form fields as a body.</summary>
static class CrmTextForm
{
    public static CallbackContent UrlEncoded(IEnumerable<(string Name, string Value)> fields) =>
        new("application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={WebUtility.UrlEncode(field.Value)}"))));

    public static CallbackContent Multipart(IReadOnlyList<(string Name, string Value)> fields)
    {
        var boundary = Boundary(fields);
        var body = new StringBuilder();
        foreach (var (name, value) in fields) body.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.Append($"--{boundary}--\r\n");
        return new CallbackContent($"multipart/form-data; boundary={boundary}", Encoding.UTF8.GetBytes(body.ToString()));
    }

    /// <summary>A hash of all values: nobody can write a text that has it in it, and with it fields of his own.</summary>
    static string Boundary(IEnumerable<(string Name, string Value)> fields) =>
        $"hark-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', fields))).AsSpan(0, 20))}";
}
