/**
 * User agents that say themselves that they are no shopper: link scanners of mail gateways, previews of messengers,
 * crawlers. Plain HTTP clients are not listed: they are no known scanners, and shops try their links with them.
 */
export const namesScanner = (userAgent: string | null): boolean =>
  userAgent !== null && KNOWN.test(userAgent.slice(0, 1_024));

const KNOWN = new RegExp(
  [
    // mail gateways and mailbox providers
    'barracuda',
    'mimecast',
    'proofpoint',
    'urldefense',
    'safelinks',
    'microsoft office (protocol|existence) discovery',
    'ms-office',
    'bitdefender',
    'trend ?micro',
    'fireeye',
    'symantec',
    'messagelabs',
    'sophos',
    'zscaler',
    'checkpoint',
    'avanan',
    'googleimageproxy',
    'yahoomailproxy',
    'google-safety',
    'virustotal',
    'urlscan',
    // previews in messengers and social networks
    'whatsapp/',
    'facebookexternalhit',
    'facebot',
    'telegrambot',
    'slackbot',
    'slack-imgproxy',
    'twitterbot',
    'linkedinbot',
    'discordbot',
    'skypeuripreview',
    'pinterestbot',
    'bingpreview',
    'google-inspectiontool',
    'chrome-lighthouse',
    // crawlers
    '\\bbot\\b',
    // not a bare `bot`: Cubot makes telephones
    'bot/\\d',
    '(google|bing|yandex|apple|petal|amazon|duckduck)bot',
    'crawler',
    'spider',
  ].join('|'),
  'i',
);
