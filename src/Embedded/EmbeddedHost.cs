using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Hark.Grains;
using Hark.Hosting;
using Hark.Records;
using Microsoft.Extensions.Logging;

namespace Hark.Embedded;

/// <summary>Runs the actors in one process on one SQLite file. The whole wiring is here.</summary>
public sealed class EmbeddedHost : IGrains, IAsyncDisposable
{
    readonly SqliteRecords _records;
    readonly EmbeddedOptions _options;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly WakeupClock _clock;
    readonly Activations<PhoneNumber, Subscriber> _subscribers;
    readonly Activations<StoreId, Store> _stores;
    readonly Activations<CampaignId, Campaign> _campaigns;
    readonly Activations<string, Grains.Bandwidth> _bandwidths;
    readonly Activations<AccountId, Account> _accounts;
    readonly Activations<string, Keyword> _keywords;
    readonly Activations<ImportId, Import> _imports;
    readonly Activations<StoreId, CallbackEndpoint> _callbacks;
    readonly ICallbackPoster _poster;
    readonly ITimer _idleSweep;
    volatile bool _stopping;

    /// <param name="carrier">Makes the carrier; it is given where its receipts and inbound texts go.</param>
    EmbeddedHost(EmbeddedSettings settings, SqliteRecords records, Func<ICarrierEvents, ICarrier> carrier, ICallbackPoster poster, ILogger<EmbeddedHost> logger, TimeProvider time)
    {
        (_records, _options, _poster, _logger, _time) = (records, settings.Embedded, poster, logger, time);
        _clock = new(records.States, time);
        Pacers = new(settings.Pools, pool => new(Environment.MachineName, () => Bandwidth(pool), nodes: () => 1, settings.Pools.Options(pool), time));
        var codes = settings.ShortCodes.ToShortCodes();
        Carrier = carrier(new CarrierEvents(this, records.Ledger, records.Directory, codes));

        var quietHours = new QuietHoursRule(new QuietHours(QuietHoursTable.Load()), settings.Policy);
        var gate = new Gate(quietHours);
        var stores = new StoreServices(this, records.Ledger, records.Roster, records.Inbox, records.Directory, records.Audit, records.Ids, Pacers, Carrier, quietHours, settings.Stores, codes, time);
        var campaigns = new CampaignServices(this, records.Ledger, records.Roster, Pacers, Carrier, time);
        var callbacks = new CallbackServices(records.Callbacks, poster, records.Customers, records.Audit, new CallbackLog(logger), Random.Shared, time);

        _subscribers = Kind((PhoneNumber key) => Row("subscriber", key.Digits), StateJson.Default.SubscriberState,
            (key, state) => new Subscriber(key, state, gate, Pacers, Carrier, records.ConsentLog, codes, time));
        _stores = Kind("store", StoreId.Of, StateJson.Default.StoreState, (key, state, wakeups) => new Store(key, state, wakeups, stores));
        _campaigns = Kind("campaign", CampaignId.Of, StateJson.Default.CampaignState, (key, state, wakeups) => new Campaign(key, state, wakeups, campaigns));
        _imports = Kind("import", ImportId.Of, StateJson.Default.ImportState, (key, state, wakeups) => new Import(key, state, wakeups, records.ImportRows, this, time));
        _callbacks = Kind("callback", StoreId.Of, StateJson.Default.CallbackEndpointState, (key, state, wakeups) => new CallbackEndpoint(key, state, wakeups, callbacks));
        _accounts = Kind((AccountId key) => Row("account", key.Value), StateJson.Default.AccountState, (key, state) => new Account(key, state, records.Directory, records.Audit, time));
        _keywords = Kind((string key) => Row("keyword", key), StateJson.Default.KeywordState, (key, state) => new Keyword(key, state));
        _bandwidths = Kind((string key) => Row("bandwidth", key), StateJson.Default.BandwidthState, (key, state) => new Grains.Bandwidth(state, settings.Pools.Options(key), time, key));

        _idleSweep = time.CreateTimer(_ => _ = EndIdle(), null, settings.Embedded.IdleAfter, settings.Embedded.IdleAfter);
    }

    public Pacers Pacers { get; }
    public ICarrier Carrier { get; }

    /// <summary>Live activations, all kinds together.</summary>
    public int LiveActivations => _subscribers.Count + _stores.Count + _campaigns.Count + _bandwidths.Count + _accounts.Count + _keywords.Count + _imports.Count + _callbacks.Count;

    /// <summary>Opens nothing itself: the records are open. Begins with what was under way when the last process ended.</summary>
    public static async Task<EmbeddedHost> Start(EmbeddedSettings settings, SqliteRecords records, Func<ICarrierEvents, ICarrier> carrier, ICallbackPoster poster, ILogger<EmbeddedHost> logger, TimeProvider time)
    {
        var host = new EmbeddedHost(settings, records, carrier, poster, logger, time);
        await logger.LogClashes(records.Directory, settings.ShortCodes.ToShortCodes());
        records.CallbackNews.Listen(new CallbackSignals(host).Added);
        await host._clock.Start();
        return host;
    }

    public ISubscriber Subscriber(PhoneNumber number) => new SubscriberReference(_subscribers, number);
    public IStore Store(StoreId id) => new StoreReference(_stores, id);
    public ICampaign Campaign(CampaignId id) => new CampaignReference(_campaigns, id);
    public IBandwidth Bandwidth(string pool) => new BandwidthReference(_bandwidths, pool);
    public IAccount Account(AccountId id) => new AccountReference(_accounts, id);
    public IKeyword Keyword(string keyword) => new KeywordReference(_keywords, keyword);
    public ICallbackEndpoint CallbackEndpoint(StoreId store) => new CallbackEndpointReference(_callbacks, store);
    public IImport Import(ImportId id) => new ImportReference(_imports, id);

    /// <summary>Graceful stop: nothing new begins, what is in flight is handed over and recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _idleSweep.Dispose();
        _clock.Dispose();
        await _campaigns.EndAll();
        await _stores.EndAll();
        await _imports.EndAll();
        await _callbacks.EndAll();
        await Pacers.DisposeAsync();
        if (Carrier is IAsyncDisposable carrier) await carrier.DisposeAsync();
        (_poster as IDisposable)?.Dispose();
    }

    async Task EndIdle()
    {
        try
        {
            await _subscribers.EndIdle();
            await _keywords.EndIdle();
            await _accounts.EndIdle();
            await _stores.EndIdle();
            await _campaigns.EndIdle();
            await _imports.EndIdle();
            await _callbacks.EndIdle();
        }
        catch (Exception e)
        {
            // The next sweep tries again.
            _logger.LogError(e, "An idle actor could not be ended.");
        }
    }

    StateRow Row(string kind, StateKey key) => new(_records.States, kind, key);

    Activations<TKey, TActor> Kind<TKey, TState, TActor>(Func<TKey, StateRow> row, JsonTypeInfo<TState> json, Func<TKey, IState<TState>, TActor> create)
        where TKey : notnull where TState : class where TActor : class
    {
        return new(async key => create(key, await SqliteState<TState>.Load(row(key), json)), _options, _time);
    }

    Activations<TKey, TActor> Kind<TKey, TState, TActor>(string kind, Func<long, TKey> ofId, JsonTypeInfo<TState> json, Func<TKey, IState<TState>, IWakeups, TActor> create)
        where TKey : struct, IId<TKey> where TState : class where TActor : class, IWakeable
    {
        Activations<TKey, TActor>? live = null;
        live = new(async key =>
        {
            EmbeddedWakeups? wakeups = null;
            wakeups = new(kind, key.Value.ToString(CultureInfo.InvariantCulture), _clock, () => Wake(live!, key, wakeups), _time);
            return create(key, await SqliteState<TState>.Load(Row(kind, key.Value), json), wakeups);
        }, _options, _time);
        _clock.Register(kind, id => _ = Wake(live, ofId(long.Parse(id, CultureInfo.InvariantCulture)), null));
        return live;
    }

    async Task Wake<TKey, TActor>(Activations<TKey, TActor> live, TKey key, EmbeddedWakeups? wakeups) where TKey : notnull where TActor : class, IWakeable
    {
        if (_stopping) return;
        try
        {
            await live.Call(key, actor =>
            {
                wakeups?.Begun();
                return actor.Wake();
            });
        }
        catch (Exception e)
        {
            // Nobody waits for this turn. Its durable wake-up comes again within a minute.
            _logger.LogError(e, "{Actor} {Key} failed in a turn of its own.", typeof(TActor).Name, key);
        }
    }
}
