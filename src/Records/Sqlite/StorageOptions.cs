using System.ComponentModel.DataAnnotations;

namespace Hark.Records;

/// <summary>Where one machine keeps all it knows.</summary>
public sealed class StorageOptions
{
    /// <summary>The data folder; made when it does not exist. One process at a time.</summary>
    [Required(ErrorMessage = "Storage:Path must name a folder.")]
    public string Path { get; set; } = "./data";

    /// <summary>A quota for the database file in MiB, at least 1; null for as much as the disk holds. A full quota refuses writes and leaves all that is written readable.</summary>
    [Range(1, 16_000_000, ErrorMessage = "Storage:MaxMegabytes must be at least 1.")]
    public int? MaxMegabytes { get; set; }

    /// <summary>Connections for reading, 1 to 32. Each may keep up to 16 MB of pages.</summary>
    [Range(1, 32, ErrorMessage = "Storage:Readers must be 1 to 32.")]
    public int Readers { get; set; } = 4;

    /// <exception cref="ValidationException">Names the option and the rule.</exception>
    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
}
