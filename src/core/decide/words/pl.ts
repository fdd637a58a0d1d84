import type { DecisionWords } from './decision-words.ts';

export const PL: DecisionWords = {
  none: 'nieznane',
  ownPayment: {
    passed: 'Zamówienie czeka na płatność (zamówienie {order}).',
    failed: 'Zamówienie już nie czeka na płatność (zamówienie {order}).',
  },
  campaign: { passed: 'Kampania trwa.', failed: 'Kampania została anulowana lub jest wstrzymana.' },
  checks: {
    store_inactive: { passed: 'Sklep jest aktywny.', failed: 'Sklep nie jest aktywny ({state}).' },
    flow_off: { passed: 'Scenariusz jest włączony.', failed: 'Scenariusz jest wyłączony.' },
    before_flow_started: {
      passed: 'Koszyk porzucono po włączeniu scenariusza.',
      failed:
        'Koszyk porzucono {anchorAt}, przed włączeniem scenariusza ({enabledAt}) lub podłączeniem sklepu ({connectedAt}).',
    },
    surfaced_too_late: {
      passed: 'Dowiedzieliśmy się o koszyku na czas.',
      failed: 'Dowiedzieliśmy się o koszyku z opóźnieniem {lateMs}; najwyżej może to być {maxLatenessMs}.',
    },
    bought: { passed: 'Nie kupiono.', failed: 'Klient kupił (zamówienie {order}).' },
    payment_pending: {
      passed: 'Żadne zamówienie nie czeka na płatność.',
      failed: 'Zamówienie czeka na płatność (zamówienie {order}).',
    },
    other_flow_speaks: {
      passed: 'Żaden inny scenariusz nie ma pierwszeństwa.',
      failed: 'Pierwszeństwo ma inny scenariusz ({otherFlow}); czekamy, aż się zakończy.',
    },
    superseded: { passed: 'To najnowszy koszyk klienta.', failed: 'Klient ma nowszy koszyk.' },
    closed: { passed: 'Koszyk jest otwarty.', failed: 'Koszyk jest zamknięty ({reason}).' },
    excluded: { passed: 'Żaden filtr go nie wyklucza.', failed: 'Wykluczony przez filtr ({by}).' },
    too_late: {
      passed: 'Może zostać wysłana do {shelfEndsAt}.',
      failed: 'Termin był {dueAt}, za późno od {shelfEndsAt}.',
    },
    orders_not_fresh: {
      passed: 'Najnowsze zamówienia sklepu są znane.',
      failed: 'Najnowsze zamówienia sklepu nie są znane (widziane do {ordersSeenUntil}).',
    },
    conditions_unmet: {
      passed: 'Krok dotyczy takich koszyków.',
      failed: 'Krok dotyczy innych koszyków ({by}).',
    },
    recent_buyer: {
      passed: 'Brak niedawnego zakupu.',
      failed: 'Klient niedawno kupił (zamówienie {order}); czekamy do {coolOffUntil}.',
    },
    human_took_over: {
      passed: 'Nikt ze sklepu nie rozmawia z klientem.',
      failed: 'Ktoś ze sklepu rozmawia z klientem; czekamy do {restUntil}.',
    },
    platform_already_sent: {
      passed: 'Platforma nie wysłała przypomnienia, które się liczy.',
      failed: 'Platforma wysłała własne przypomnienie {remindedAt}; czekamy do {budgetUntil}.',
    },
    no_address: { passed: 'Jest adres dla kanału {channel}.', failed: 'Brak adresu dla kanału {channel}.' },
    opted_out: {
      passed: 'Brak rezygnacji z kanału {channel}.',
      failed: 'Klient zrezygnował z kanału {channel}.',
    },
    not_reachable: {
      passed: 'Osiągalny przez kanał {channel}.',
      failed: 'Nieosiągalny przez kanał {channel} do {unreachableUntil}.',
    },
    consent_missing: {
      passed: 'Zgoda wystarcza dla kanału {channel}.',
      failed: 'Brak zgody dla kanału {channel}, a obowiązuje tam zasada „{rule}” ({country}).',
    },
    template_missing: {
      passed: 'Jest tekst w języku klienta.',
      failed: 'Brak tekstu w języku klienta ({locale}).',
    },
    all_out_of_stock: { passed: 'Coś można kupić.', failed: 'Wszystko w koszyku jest wyprzedane.' },
    over_budget: {
      passed: 'W granicach limitu wiadomości.',
      failed: 'Klient dostał już dość wiadomości; czekamy do {budgetUntil}.',
    },
    quiet_hours: {
      passed: 'Poza godzinami ciszy.',
      failed: 'Godziny ciszy (od {from} do {to}, {zone}); czekamy do {quietUntil}.',
    },
    channel_down: { passed: 'Kanał {channel} działa.', failed: 'Kanał {channel} obecnie nie działa.' },
    coupon_missing: {
      passed: '{offer}',
      failed:
        'Kupon nie został jeszcze utworzony, bo platforma sklepu nie odpowiada; kolejna próba {retryAt}.',
    },
    holdout: {
      passed: 'Poza grupą kontrolną.',
      failed: 'W grupie kontrolnej ({percent} %), która nie dostaje wiadomości.',
    },
  },
  codes: {
    abandoned_cart: 'porzucony koszyk',
    pending_payment: 'oczekująca płatność',
    reactivation: 'reaktywacja',
    removed: 'opróżniony lub usunięty',
    redacted: 'dane kupującego usunięto',
    superseded: 'zastąpił go nowszy koszyk',
    declined: 'kupujący odmówił',
    by_hand: 'ręcznie',
    order_cancelled: 'zamówienie anulowano',
    order_refunded: 'za zamówienie zwrócono pieniądze',
    expired: 'zbyt stary',
    minimumTotal: 'kwota poniżej minimum',
    countries: 'kraj',
    languages: 'język',
    products: 'bez wybranych produktów',
    withoutProducts: 'z wykluczonym produktem',
    maximumTotal: 'suma powyżej maksimum',
    shopper: 'nowy lub powracający klient',
    tags: 'bez wymaganego tagu',
    withoutDomains: 'domena e-maila',
    registered: 'konto',
    offer_none: 'Ten krok niczego nie oferuje.',
    offer_transactional: 'Bez oferty: wiadomość dotyczy zamówienia.',
    offer_below_minimum: 'Bez oferty: koszyk nie osiąga minimum.',
    offer_serial_abandoner: 'Bez oferty: klient dostał już ofertę przy wcześniejszym koszyku.',
    offer_other_currency: 'Bez oferty: koszyk jest w innej walucie.',
    offer_not_supported: 'Bez oferty: platforma nie tworzy takich kuponów.',
    offer_refused: 'Bez oferty: platforma odrzuciła kupon.',
    offer_over: 'Bez oferty: jej termin minął.',
    offer_given: 'Oferta jest dołączona.',
    offer_made: 'Oferta jest dołączona, z kuponem utworzonym dla tego klienta.',
    offer_to_make: 'Przed wysłaniem powstaje kupon dla tego klienta.',
    disposable_domain: 'adres jednorazowy',
    burst: 'zbyt wiele koszyków naraz',
    email: 'e-mail',
    whatsapp: 'WhatsApp',
  },
};
