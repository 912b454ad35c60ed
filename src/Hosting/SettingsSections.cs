using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hark.Hosting;

public static class SettingsSections
{
    /// <summary>
    /// Registers a section of the settings, validated at the start. It may hold only what its options know and can read: a misspelt setting would be ignored otherwise.
    /// What is wrong is an <see cref="OptionsValidationException"/> that names the setting.
    /// </summary>
    public static void AddSection<TOptions>(this IServiceCollection services, IConfiguration configuration, string name) where TOptions : class
    {
        var section = configuration.GetSection(name);
        services.AddOptions<TOptions>().Configure(options => Bind(section, options)).ValidateDataAnnotations().ValidateOnStart();
    }

    /// <summary>Reads a section at once, for what has to be known before the options can be asked for; as strict as <see cref="AddSection"/>.</summary>
    /// <exception cref="OptionsValidationException">Names the setting.</exception>
    public static TOptions ReadSection<TOptions>(this IConfiguration configuration, string name) where TOptions : class, new()
    {
        var options = new TOptions();
        Bind(configuration.GetSection(name), options);
        var flaws = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), flaws, validateAllProperties: true))
            throw new OptionsValidationException(name, typeof(TOptions), flaws.Select(flaw => flaw.ErrorMessage!));
        return options;
    }

    static void Bind<TOptions>(IConfigurationSection section, TOptions options) where TOptions : class
    {
        var known = typeof(TOptions).GetProperties().Where(p => p.CanWrite || p.PropertyType.IsInterface).Select(p => p.Name).ToList();
        if (section.GetChildren().FirstOrDefault(setting => !known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw Broken($"Unknown setting {unknown.Path}. Known are {string.Join(", ", known.Select(setting => $"{section.Key}:{setting}"))}.");
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw Broken($"The settings {section.Key} cannot be read. {e.Message}");
        }

        OptionsValidationException Broken(string sentence) => new(section.Key, typeof(TOptions), [sentence]);
    }
}
