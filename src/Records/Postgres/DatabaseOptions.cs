using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Hark.Records;

/// <summary>The PostgreSQL server where a cluster keeps its records; section <c>Database</c>.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>As Npgsql reads it: <c>Host=db1;Username=hark;Password=…;Database=hark</c>.</summary>
    [Required(ErrorMessage = "Database:ConnectionString must name the server: Host=...;Username=...;Password=...;Database=...")]
    public string ConnectionString { get; set; } = "";

    /// <summary>Connections of this process, 1 to 64. Each has a thread of its own; the server must allow this many for each process.</summary>
    [Range(1, 64, ErrorMessage = "Database:Connections must be 1 to 64.")]
    public int Connections { get; set; } = 8;

    /// <summary>The connection string can be read and names a host and a database.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? flaw = null;
        try { PostgresAddress.Of(ConnectionString); }
        catch (ValidationException e) { flaw = e.Message; }
        return flaw is null ? [] : [new ValidationResult(flaw, [nameof(ConnectionString)])];
    }

    /// <exception cref="ValidationException">Names the option and the rule.</exception>
    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
}

/// <summary>Which server and database, for sentences: never the password.</summary>
sealed record PostgresAddress(string Host, int Port, string Database)
{
    // Callers hear soon of a server that is gone.
    const int ConnectSeconds = 3;
    const int KeepAliveSeconds = 5;

    /// <exception cref="ValidationException">The text is no connection string, or names no host or database.</exception>
    public static (PostgresAddress Address, NpgsqlConnectionStringBuilder Settings) Of(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings;
        // What the reader says of a wrong text may quote it, and with it the password.
        try { settings = new NpgsqlConnectionStringBuilder(connectionString); }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new ValidationException("Database:ConnectionString cannot be read. It is written as Host=...;Username=...;Password=...;Database=...");
        }
        if (string.IsNullOrEmpty(settings.Host)) throw new ValidationException("Database:ConnectionString names no host: add Host=...");
        if (string.IsNullOrEmpty(settings.Database)) throw new ValidationException("Database:ConnectionString names no database: add Database=...");
        if (string.IsNullOrEmpty(settings.ApplicationName)) settings.ApplicationName = "hark";
        settings.Pooling = false;
        settings.Enlist = false;
        settings.Timeout = ConnectSeconds;
        settings.CommandTimeout = 0;
        settings.TcpKeepAlive = true;
        settings.TcpKeepAliveTime = KeepAliveSeconds;
        settings.TcpKeepAliveInterval = KeepAliveSeconds;
        return (new PostgresAddress(settings.Host, settings.Port, settings.Database), settings);
    }

    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        // Only types that every server has are used; asking for the others costs each start a long query.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    public override string ToString() => $"the database {Database} at {Host}:{Port}";
}
