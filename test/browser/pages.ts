/** Pages of a newspaper that does not exist, small enough to read. */

const LINKS = [
  'politique',
  'monde',
  'economie',
  'culture',
  'sport',
  'sciences',
  'idees',
  'regions',
  'videos',
  'contact',
]

/** A healthy front page. `body` goes into its main part, `head` into its head. */
export function frontPage({ body = '', head = '' } = {}): string {
  const stories = LINKS.slice(0, 8).map(
    (topic, index) => `<article class="story story--${topic}"><h2><a href="/${topic}/2026/article-${index}">
      Ce que l'on sait de la réunion du conseil sur ${topic}</a></h2>
      <p class="story__lead">Les élus se sont réunis mardi pour débattre du budget, sans parvenir à un accord.</p></article>`,
  )
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>La Gazette - toute l'actualité</title>
    <meta property="og:site_name" content="La Gazette"><meta name="description" content="L'actualité en continu">
    <link rel="canonical" href="https://www.lemonde.fr/"><link rel="icon" href="/favicon.ico">
    <link rel="alternate" type="application/rss+xml" href="/rss.xml">${head}</head>
    <body class="page page--home"><header class="site-header"><nav class="site-nav"><ul>${LINKS.map(
      (link) => `<li class="site-nav__item"><a href="/${link}">${link}</a></li>`,
    ).join('')}</ul></nav></header>
    <main class="river">${stories.join('')}${body}</main>
    <footer class="site-footer"><a href="/mentions-legales">Mentions légales</a> <a href="/contact">Contact</a></footer>
    </body></html>`
}

/** A page in the manner of January 2015. */
export const DEFACED = `<html><head><title>Hacked By AnonGhost Team</title></head>
  <body bgcolor="black" text="red"><center><br><br>
  <h1><font color="lime">Hacked By AnonGhost Team</font></h1>
  <h2><font color="white">There is no god but Allah, Muhammad is the messenger of Allah</font></h2>
  <p><font color="red">Dear admin, your security is low. We are watching you. #OpFrance
  I am Muslim and I love Muhammad. Death to Charlie</font></p>
  <p><font color="lime">Greetz to: all members of AnonGhost, Fallaga Team, Middle East Cyber Army</font></p>
  <marquee>We are Anonymous. We are Legion. Expect us.</marquee>
  <embed src="/nasheed.mp3" autostart="true" hidden="true"></center></body></html>`

/** Loud and empty, but nobody says anything: worth a second glance, not an accusation. */
export const LOUD = `<html><head><title>.</title></head><body bgcolor="black" text="white"><center>
  <font size="7">WAKE UP</font><br><img src="/mask.png"><embed src="/song.mp3" autostart="true"></center></body></html>`
