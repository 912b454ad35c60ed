namespace Hark.Grains;

/// <summary>Whether a text tells how to stop (P3): a stop word together with an instruction, as "Reply STOP", "STOP to end".</summary>
static class OptOutInstruction
{
    public static bool IsIn(string text) => HandsetWords.Table.Instructions.AreIn(HandsetWordTable.Fold(text));
}
