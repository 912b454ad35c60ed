using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hark.Api;

/// <summary>Completes the generated OpenAPI document: how to authenticate, which problems come back, and the header for idempotency.</summary>
static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, cancellation) => Describe(operation, context, cancellation));
    });

    static void Describe(OpenApiDocument document)
    {
        document.Info.Title = "Hark";
        document.Info.Description = "Consent-first text messaging. Problems are application/problem+json with a stable code. Lists are paged: send next as cursor.";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The API key of an account, or the admin key." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
    }

    static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: cancellation);
        operation.Responses ??= [];
        foreach (var (status, description) in Statuses(context))
            operation.Responses[status] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType> { [Problems.MediaType] = new() { Schema = problem } },
            };
        if (context.Description.HttpMethod != HttpMethods.Post) return;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Description = "1 to 255 visible ASCII characters. The same key with the same request gives the same answer and does nothing twice.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
        });
    }

    static IEnumerable<(string Status, string Description)> Statuses(OpenApiOperationTransformerContext context)
    {
        var path = context.Description.RelativePath ?? "";
        var writes = context.Description.HttpMethod != HttpMethods.Get;
        yield return ("400", "The request is malformed, or a field is missing.");
        yield return ("401", "The key is missing or not valid.");
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any(a => a.Policy == Caller.AdminPolicy)) yield return ("403", "Only the operator may do this.");
        if (path.Contains('{', StringComparison.Ordinal)) yield return ("404", "It is unknown, or somebody else's.");
        if (writes)
        {
            yield return ("409", "It stands against what is there already.");
            yield return ("413", "The body is too large.");
            yield return ("415", "The media type is not supported.");
            yield return ("422", "It is refused by a rule; the code tells which.");
        }
        yield return ("429", "Too many requests; see Retry-After.");
        yield return ("503", "Storage is unavailable; nothing was done.");
    }
}
