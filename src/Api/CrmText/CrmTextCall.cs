namespace Hark.Api;

/// <summary>One call of a method: its parameters, who makes it, and what it may use.</summary>
sealed record CrmTextCall(CrmTextRequest Request, CrmTextLogin Login, HttpContext Context)
{
    public IGrains Grains => Service<IGrains>();

    /// <summary>The store that the credentials name.</summary>
    /// <exception cref="ProblemException">They name none.</exception>
    public StoreId StoreId => Login.Store
        ?? throw new ProblemException(ApiCodes.KeywordNotNamed, "This method works on a store: put the store's primary keyword into the credentials, user:password:KEYWORD.");

    public IStore Store => Grains.Store(StoreId);

    /// <summary>As it stands in consent rows and the audit.</summary>
    public string By => Login.User;

    public T Service<T>() where T : notnull => Context.RequestServices.GetRequiredService<T>();

    /// <summary>The id of what this call creates.</summary>
    public async Task<long> NextId() => (await EffectId.Of(Context)).Value;

    /// <summary>The parameter <c>phone_number</c>: 10 digits, with or without +1, 1 and punctuation.</summary>
    /// <exception cref="ProblemException">It is missing, or cannot be texted.</exception>
    public PhoneNumber Number() => Read(Service<CheckNumber>());

    /// <summary>The same, for what texts nobody: its form is enough.</summary>
    /// <exception cref="ProblemException">It is missing, or no number.</exception>
    public PhoneNumber AnyNumber() => Read(NumberForm.Check);

    /// <exception cref="ProblemException">It is not a number within the bounds.</exception>
    public int Count(string name, int otherwise, int most)
    {
        if (Request[name] is not { } text) return otherwise;
        return int.TryParse(text, System.Globalization.NumberStyles.None, null, out var value) && value <= most
            ? value
            : throw new ProblemException(ApiCodes.FieldInvalid, $"The parameter {name} is a number from 0 to {most}.");
    }

    /// <summary>A switch: 1, true, yes and on are on; 0, false, no and off, and what is absent, are off.</summary>
    /// <exception cref="ProblemException">It is neither.</exception>
    public bool Flag(string name) => Request[name]?.Trim().ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "y" or "on" => true,
        null or "0" or "false" or "no" or "n" or "off" => false,
        _ => throw new ProblemException(ApiCodes.FieldInvalid, $"The parameter {name} is 1 or 0."),
    };

    public CrmTextAnswer Ok(params IReadOnlyList<CrmTextElement> elements) => CrmTextAnswer.Of(Request, elements);

    PhoneNumber Read(CheckNumber check)
    {
        var number = check(PhoneText.Normalise(Request.Required("phone_number")));
        if (number.Ok) return number.Value;
        throw new ProblemException(number.Refusal.Code, number.Refusal.Code == Codes.NumberMalformed
            ? "The parameter phone_number is not a phone number of 10 digits, such as 5125550100."
            : number.Refusal.Reason);
    }
}
