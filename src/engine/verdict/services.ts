/**
 * Sites of services that lay frames over other people's pages for a living, by the first thing each is known for. A
 * frame of theirs, new on a site, is business as usual. Each is the domain that its own integration guide has the
 * frame or the picture load from.
 */
const SERVICES = {
  advertising:
    'doubleclick.net googlesyndication.com 2mdn.net amazon-adsystem.com adnxs.com criteo.net criteo.com teads.tv smartadserver.com rubiconproject.com pubmatic.com openx.net taboola.com outbrain.com flashtalking.com sizmek.com adform.net yandex.ru seedtag.com ogury.io sascdn.com celtra.com',
  consent:
    'privacy-mgmt.com sp-prod.net consensu.org cookielaw.org onetrust.com didomi.io privacy-center.org trustarc.com truste.com quantcast.com quantcount.com usercentrics.eu cookiebot.com iubenda.com axept.io trustcommander.net sirdata.net opencmp.net',
  payment:
    'tinypass.com piano.io poool.fr zephr.com leaky.com laterpay.net steadyhq.com paypal.com stripe.com',
  proof:
    'google.com recaptcha.net hcaptcha.com cloudflare.com datadome.co captcha-delivery.com arkoselabs.com',
  film: 'youtube.com youtube-nocookie.com vimeo.com dailymotion.com brightcove.net jwplayer.com jwplatform.com kaltura.com digiteka.com ultimedia.com twitch.tv',
  social: 'facebook.com twitter.com x.com instagram.com tiktok.com disqus.com',
} as const

const sites: ReadonlySet<string> = new Set(Object.values(SERVICES).flatMap((list) => list.split(' ')))

/** Whether a site (see `roughSite`) is a service's. */
export const isService = (site: string): boolean => sites.has(site)
