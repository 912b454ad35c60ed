using System.Reflection;
using Hark.Grains;

namespace Hark.Api;

/// <summary>The id of what a POST creates: the one reserved with the request's Idempotency-Key, or a new one.</summary>
readonly record struct EffectId(long Value)
{
    static readonly object Item = new();

    public static void Put(HttpContext context, long value) => context.Items[Item] = value;

    public static ValueTask<EffectId> BindAsync(HttpContext context, ParameterInfo parameter) => Of(context);

    public static async ValueTask<EffectId> Of(HttpContext context) =>
        new(context.Items.TryGetValue(Item, out var reserved) && reserved is long value ? value : await context.RequestServices.GetRequiredService<IIds>().Next());
}
