using Hark.Api;
using Hark.Silo;

namespace Hark.Cluster.Tests;

public sealed class SiloArgumentsTests
{
    [Theory]
    [InlineData("", Role.Both, SchemaAct.None, "")]
    [InlineData("--role silo", Role.Silo, SchemaAct.None, "")]
    [InlineData("--role=api", Role.Api, SchemaAct.None, "")]
    [InlineData("--urls http://127.0.0.1:1 --role both --demo", Role.Both, SchemaAct.None, "--urls http://127.0.0.1:1 --demo")]
    [InlineData("--install", Role.Both, SchemaAct.Install, "")]
    [InlineData("--upgrade", Role.Both, SchemaAct.Upgrade, "")]
    public void KnownArguments_AreRead(string line, Role role, SchemaAct schema, string rest)
    {
        var arguments = SiloArguments.Parse(Words(line));
        Assert.Equal((role, schema), (arguments.Role, arguments.Schema));
        Assert.Equal(Words(rest), arguments.Rest);
    }

    [Theory]
    [InlineData("--role", "--role is silo, api or both")]
    [InlineData("--role worker", "'worker'")]
    [InlineData("--role=", "--role is silo, api or both")]
    [InlineData("--role --install", "'--install'")]
    [InlineData("--role silo --role=silo", "--role is given twice")]
    [InlineData("--install --upgrade", "--install or --upgrade")]
    [InlineData("--install --install", "--install or --upgrade")]
    [InlineData("--install --role silo", "take no other argument")]
    [InlineData("--upgrade --demo", "take no other argument")]
    [InlineData("--data /srv/hark", "--data belongs to the program for one machine")]
    [InlineData("--data=/srv/hark", "--data belongs to the program for one machine")]
    public void ArgumentsThatCannotBe_AreRefusedWithASentence(string line, string says) =>
        Assert.Contains(says, Assert.Throws<StartException>(() => SiloArguments.Parse(Words(line))).Message, StringComparison.Ordinal);

    static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
