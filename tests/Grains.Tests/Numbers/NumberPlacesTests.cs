using NodaTime;

namespace Hark.Grains.Tests;

public class NumberPlacesTests
{
    [Theory]
    [InlineData("+19155550123", "US", "TX", "America/Denver", "area-code")]
    [InlineData("+12145550123", "US", "TX", "America/Chicago", "area-code")]
    [InlineData("+18505550123", "US", "FL", "America/Chicago|America/New_York", "area-code")]
    [InlineData("+13055550123", "US", "FL", "America/New_York", "area-code")]
    [InlineData("+16025550123", "US", "AZ", "America/Phoenix", "area-code")]
    [InlineData("+18085550123", "US", "HI", "Pacific/Honolulu", "area-code")]
    [InlineData("+17875550123", "PR", null, "America/Puerto_Rico", "area-code")]
    [InlineData("+14165550123", "CA", "ON", "America/Toronto", "area-code")]
    [InlineData("+32470123456", "BE", null, "Europe/Brussels", "country-code")]
    [InlineData("+34612345678", "ES", null, "Europe/Madrid|Atlantic/Canary", "country-code")]
    [InlineData("+77710009998", "KZ", null, "Asia/Almaty", "country-code")]
    [InlineData("+393123456789", "IT", null, "Europe/Rome", "country-code")]
    [InlineData("+12221234567", "ZZ", null, "", "unknown")]
    [InlineData("+18005550123", "ZZ", null, "", "unknown")]
    [InlineData("+2105550123", "ZZ", null, "", "unknown")]
    [InlineData("+1915", "ZZ", null, "", "unknown")]
    public void Number_HasThePlaceOfItsPrefix(string number, string country, string? region, string zones, string source)
    {
        var place = NumberPlaces.Of(PhoneNumber.Parse(number));
        Assert.Equal((country, region, zones, source), (place.Country, place.Region, place.ZonesText, place.Source));
    }

    [Fact]
    public void NumbersOfOneAreaCode_ShareThePlace() =>
        Assert.Same(NumberPlaces.Of(PhoneNumber.Parse("+19155550123")), NumberPlaces.Of(PhoneNumber.Parse("+19155550124")));

    [Fact]
    public void EveryAreaCodeOfTheStates_HasARegionAndZonesThatExist()
    {
        var states = AreaCodes().Where(place => place.Country == "US").ToList();
        Assert.True(states.Count > 330, $"only {states.Count} area codes");
        Assert.Equal(51, states.Select(place => place.Region).Distinct().Count());
        Assert.All(states, place => Assert.NotNull(place.Region));
    }

    [Fact]
    public void EveryPlace_HasZonesThatExist()
    {
        var countryCodes = Enumerable.Range(2, 997).Select(prefix => NumberPlaces.Of(PhoneNumber.Parse($"+{prefix}00000000"[..10])));
        var places = AreaCodes().Concat(countryCodes).Where(place => place.Source != "unknown").Distinct().ToList();
        Assert.True(places.Count > 600, $"only {places.Count} places");
        Assert.All(places, place =>
        {
            Assert.NotEmpty(place.Zones);
            Assert.All(place.Zones, zone => Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)));
        });
    }

    static IEnumerable<NumberPlace> AreaCodes() =>
        Enumerable.Range(200, 800).Select(code => NumberPlaces.Of(PhoneNumber.Parse($"+1{code}5550123")));
}
