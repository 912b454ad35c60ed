using System.Diagnostics;

namespace Hark.Grains.Tests;

public class HandsetWordsTests
{
    [Theory]
    [InlineData("STOP")]
    [InlineData("STOPALL")]
    [InlineData("STOP ALL")]
    [InlineData("QUIT")]
    [InlineData("END")]
    [InlineData("REVOKE")]
    [InlineData("OPT OUT")]
    [InlineData("OPTOUT")]
    [InlineData("OPT-OUT")]
    [InlineData("CANCEL")]
    [InlineData("UNSUBSCRIBE")]
    [InlineData("REMOVE")]
    [InlineData("ARRET")]
    [InlineData("TD")]
    [InlineData("BAJA")]
    [InlineData("ALTO")]
    [InlineData("ARRÊT")]
    [InlineData("arre\u0302t")]
    [InlineData("STOPP")]
    [InlineData("AFMELDEN")]
    [InlineData("Abmelden")]
    public void OptOutWord_OptsOut(string word)
    {
        Assert.Equal(Meaning.OptOut, HandsetWords.Read(word));
        Assert.Equal(Meaning.OptOut, HandsetWords.Read($" \"{word.ToLowerInvariant()}\".\r\n"));
        Assert.Equal(Meaning.OptOut, HandsetWords.Read($"“{word}”!!! 😡🛑"));
    }

    [Theory]
    [InlineData("sToP")]
    [InlineData("TSOP")]
    [InlineData("S.T.O.P.")]
    [InlineData("ＳＴＯＰ")]
    [InlineData("𝐒𝐓𝐎𝐏")]
    [InlineData("S\u200BTOP")]
    [InlineData("Stoooop")]
    [InlineData("STOPPPP")]
    [InlineData("Stop. Thank you")]
    [InlineData("Stop please")]
    [InlineData("STOP STOP STOP")]
    [InlineData("Stop/end/quit")]
    [InlineData("STOP 12345")]
    [InlineData("12345 STOP")]
    [InlineData("No, stop")]
    [InlineData("just stop")]
    [InlineData("STOP IT")]
    [InlineData("STOP PIZZA")]
    [InlineData("Text STOP to 12345")]
    [InlineData("STOP\n\nSent from my phone")]
    [InlineData("I am done with you. STOP!")]
    [InlineData("I am done with you\nstop")]
    public void OptOutWordHoweverWritten_OptsOut(string text) => Assert.Equal(Meaning.OptOut, HandsetWords.Read(text));

    [Theory]
    [InlineData("please opt me out")]
    [InlineData("I'd like to opt out of this")]
    [InlineData("unsubscribe me please")]
    [InlineData("How do I unsubscribe?")]
    [InlineData("don't text me again")]
    [InlineData("Do not message me")]
    [InlineData("don’t send me any more messages")]
    [InlineData("do not text!")]
    [InlineData("don't send any more coupons please")]
    [InlineData("remove from list")]
    [InlineData("never contact me again!")]
    [InlineData("I no longer want to receive your texts")]
    [InlineData("I don't want these messages")]
    [InlineData("take me off your list")]
    [InlineData("get my number off this list")]
    [InlineData("leave me alone")]
    [InlineData("Sorry, wrong number")]
    [InlineData("you have the wrong number")]
    [InlineData("remove me")]
    [InlineData("pls remove my number")]
    [InlineData("delete my phone number from your system")]
    [InlineData("stop texting me")]
    [InlineData("Can you stop sending me this stuff")]
    [InlineData("stop all the messages")]
    [InlineData("stop these annoying texts")]
    [InlineData("No more texts")]
    [InlineData("cancel my subscription")]
    [InlineData("I want this to stop")]
    [InlineData("I hereby revoke my consent")]
    [InlineData("I can't stop laughing. But unsubscribe me")]
    [InlineData("no me envíen más mensajes")]
    [InlineData("Quiero darme de baja")]
    [InlineData("Ne m'envoyez plus de SMS")]
    [InlineData("Désabonnez-moi")]
    [InlineData("Meld mij af a.u.b.")]
    [InlineData("geen berichten meer")]
    [InlineData("Keine Nachrichten mehr bitte")]
    [InlineData("Bitte melden Sie mich ab")]
    public void PlainSentence_OptsOut(string text) => Assert.Equal(Meaning.OptOut, HandsetWords.Read(text));

    [Theory]
    [InlineData("we have got to STOP this bill")]
    [InlineData("can't stop eating your pizza")]
    [InlineData("I can’t stop texting my friends about you")]
    [InlineData("do not unsubscribe me")]
    [InlineData("how to stop this?")]
    [InlineData("I never signed up for this")]
    [InlineData("not interested")]
    [InlineData("This is spam")]
    [InlineData("Stop the music")]
    [InlineData("you never stop texting me")]
    [InlineData("TD STOP or what")]
    public void SentenceThatMayBeAnOptOut_IsDoubtful(string text) => Assert.Equal(Meaning.Doubtful, HandsetWords.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("👍")]
    [InlineData("Thank you!")]
    [InlineData("I'll stop by tomorrow")]
    [InlineData("Is there a bus stop nearby?")]
    [InlineData("When does the sale end?")]
    [InlineData("please cancel my order")]
    [InlineData("please remove onions")]
    [InlineData("don't send me the onions")]
    [InlineData("No thanks")]
    [InlineData("I gave you the wrong number of guests")]
    [InlineData("TD bank")]
    [InlineData("TD please")]
    [InlineData("I need help with my order")]
    [InlineData("yes two pizzas")]
    [InlineData("What time do you start?")]
    [InlineData("unstoppable pizza")]
    [InlineData("PIZZA")]
    [InlineData("call me, don't text, thanks")]
    public void OtherText_IsAMessage(string text) => Assert.Equal(Meaning.Message, HandsetWords.Read(text));

    [Theory]
    [InlineData("HELP", Meaning.Help)]
    [InlineData("help!!", Meaning.Help)]
    [InlineData("info", Meaning.Help)]
    [InlineData("Aide", Meaning.Help)]
    [InlineData("AYUDA por favor", Meaning.Help)]
    [InlineData("YES", Meaning.Confirm)]
    [InlineData("Yes please 😀", Meaning.Confirm)]
    [InlineData("y", Meaning.Confirm)]
    [InlineData("yea", Meaning.Confirm)]
    [InlineData("Yeah.", Meaning.Confirm)]
    [InlineData("Sí", Meaning.Confirm)]
    [InlineData("oui", Meaning.Confirm)]
    [InlineData("START", Meaning.Restart)]
    [InlineData("unstop", Meaning.Restart)]
    [InlineData("Resume", Meaning.Restart)]
    [InlineData("yes stop", Meaning.OptOut)]
    public void AnswerWord_IsRead(string text, Meaning meaning) => Assert.Equal(meaning, HandsetWords.Read(text));

    [Fact]
    public void LongHostileText_IsReadAtOnce()
    {
        // Longer than any text can be on the air (255 parts), and nearly a phrase at each word.
        var text = string.Concat(Enumerable.Repeat("STOP ALL WITH ALL THE WITH DONT WANT ANY ANY MORE ", 1_000));
        var reading = Stopwatch.StartNew();
        Assert.Equal(Meaning.Doubtful, HandsetWords.Read(text));
        Assert.InRange(reading.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Table_HasAVersion() => Assert.False(string.IsNullOrWhiteSpace(HandsetWords.Version));
}
