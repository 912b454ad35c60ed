using Hark.Api;

namespace Hark.Silo;

public enum Role { Silo, Api, Both }

public enum SchemaAct { None, Install, Upgrade }

/// <summary>What may stand on the command line: <c>--role silo|api|both</c>, <c>--install</c> or <c>--upgrade</c>, and what the API takes.</summary>
/// <param name="Rest">For <see cref="Arguments"/>.</param>
sealed record SiloArguments(Role Role, SchemaAct Schema, string[] Rest)
{
    /// <exception cref="StartException">An argument is unknown, doubled, or lacks its value.</exception>
    public static SiloArguments Parse(IReadOnlyList<string> args)
    {
        Role? role = null;
        var schema = SchemaAct.None;
        var rest = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i].Split('=', 2))
            {
                case ["--role", var value]: SetRole(value); break;
                case ["--role"]: SetRole(i + 1 < args.Count ? args[++i] : ""); break;
                case ["--install"]: SetSchema(SchemaAct.Install); break;
                case ["--upgrade"]: SetSchema(SchemaAct.Upgrade); break;
                case ["--data", ..]: throw new StartException("A silo keeps its data in PostgreSQL (Database:ConnectionString), not in a folder: --data belongs to the program for one machine.");
                default: rest.Add(args[i]); break;
            }
        }
        if (schema != SchemaAct.None && (role is not null || rest.Count > 0))
            throw new StartException("--install and --upgrade do their work and end; they take no other argument.");
        return new(role ?? Role.Both, schema, [.. rest]);

        void SetRole(string value)
        {
            if (role is not null) throw new StartException("The argument --role is given twice.");
            role = value switch
            {
                "silo" => Role.Silo,
                "api" => Role.Api,
                "both" => Role.Both,
                _ => throw new StartException($"The argument --role is silo, api or both, not '{value}'."),
            };
        }

        void SetSchema(SchemaAct act)
        {
            if (schema != SchemaAct.None) throw new StartException("Give --install or --upgrade, once.");
            schema = act;
        }
    }
}
