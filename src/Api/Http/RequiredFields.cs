using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Hark.Api;

/// <summary>Refuses a body in which a field marked <see cref="RequiredAttribute"/> is missing or null, and names it.</summary>
static class RequiredFields
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var bodies = factory.MethodInfo.GetParameters().Where(p => Of(p.ParameterType).Length > 0).Select(p => p.Position).ToArray();
        return bodies.Length == 0 ? next : Check;

        ValueTask<object?> Check(EndpointFilterInvocationContext call)
        {
            foreach (var position in bodies)
                if (call.Arguments[position] is { } body && Missing(body) is { } field)
                    return ValueTask.FromResult<object?>(Problems.Answer(ApiCodes.FieldMissing, $"The field {field} is missing."));
            return next(call);
        }
    }

    static string? Missing(object body) =>
        Of(body.GetType()).FirstOrDefault(p => p.GetValue(body) is null) is { } property ? JsonNamingPolicy.CamelCase.ConvertName(property.Name) : null;

    static PropertyInfo[] Of(Type type) =>
        Known.GetOrAdd(type, t => [.. t.GetProperties().Where(p => p.IsDefined(typeof(RequiredAttribute)))]);
}
