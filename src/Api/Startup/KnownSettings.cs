using System.Globalization;

namespace Hark.Api;

static class KnownSettings
{
    /// <summary>A section of the settings, after it was seen to hold only what its options know and can read: a misspelt setting would be ignored otherwise.</summary>
    /// <exception cref="StartException">A setting is unknown, or no number where one is due.</exception>
    public static IConfigurationSection KnownOnly<TOptions>(this IConfiguration configuration, string name)
    {
        var section = configuration.GetSection(name);
        var known = typeof(TOptions).GetProperties();
        foreach (var setting in section.GetChildren())
        {
            var property = known.FirstOrDefault(p => p.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw new StartException($"Unknown setting {name}:{setting.Key}. Known are {string.Join(", ", known.Select(p => $"{name}:{p.Name}"))}.");
            if (property.PropertyType == typeof(int) && !int.TryParse(setting.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                throw new StartException($"The setting {name}:{setting.Key} must be a whole number, but is '{setting.Value}'.");
        }
        return section;
    }
}
