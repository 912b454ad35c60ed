namespace Hark.Records;

/// <summary>The database cannot be connected to as it is configured: the server, the name of the database, the user or the password is wrong.</summary>
public sealed class DatabaseUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The tables are missing, of an older version, or of a newer one than this program knows.</summary>
public sealed class DatabaseSchemaException(string message) : Exception(message);
