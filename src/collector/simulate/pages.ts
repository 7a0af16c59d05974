/** What the invented crews leave behind; words that such crews use, names that none has. */
const CREWS: readonly { name: string; title: string; lines: readonly string[]; style: string }[] = [
  [
    'Crew Example One',
    'Hacked by Crew Example One',
    ['Hacked by Crew Example One', 'Your security is low, admin', 'We are everywhere'],
    'lime',
  ],
  [
    'Exemple Deux',
    'Piraté par Exemple Deux',
    ['Site piraté par Exemple Deux', 'Votre sécurité est nulle', 'Nous ne pardonnons pas'],
    'red',
  ],
  [
    'Ornek Uc Tim',
    'Hacked By Ornek Uc Tim',
    ['Bu site Ornek Uc Tim tarafından hacklenmiştir', 'Hacked By Ornek Uc Tim', 'Ne mutlu'],
    'white',
  ],
  [
    'Contoh Empat',
    'Hacked by Contoh Empat',
    ['Diretas oleh Contoh Empat', 'Hacked by Contoh Empat', 'Greetz to all members'],
    'cyan',
  ],
  [
    'Exemplo Cinco',
    'Hackeado por Exemplo Cinco',
    ['Hackeado por Exemplo Cinco', 'Sua segurança é uma piada', 'Owned by Exemplo Cinco'],
    'lime',
  ],
  [
    'Mithal Sitta',
    'Hacked by Mithal Sitta',
    ['تم الاختراق من قبل مثال ستة', 'Hacked by Mithal Sitta', 'Death to your security'],
    'green',
  ],
  [
    'Primer Sem',
    'Взломано Primer Sem',
    ['Сайт взломан Primer Sem', 'Hacked by Primer Sem', 'Мы легион'],
    'red',
  ],
  [
    'Beispiel Acht',
    'Gehackt von Beispiel Acht',
    ['Diese Seite wurde gehackt von Beispiel Acht', 'Hacked by Beispiel Acht', 'Greetz'],
    'white',
  ],
  [
    'Ejemplo Nueve',
    'Hackeado por Ejemplo Nueve',
    ['Hackeado por Ejemplo Nueve', 'Dear admin, your security is bad', 'We are legion'],
    'yellow',
  ],
  [
    'Example Ten',
    'Defaced by Example Ten',
    ['Defaced by Example Ten', 'Hello admin, patch your system', 'Special thanks to all members'],
    'lime',
  ],
  [
    'Vi Du Muoi Mot',
    'Hacked by Vi Du Muoi Mot',
    ['Hacked by Vi Du Muoi Mot', 'Website bị hack', 'Security is an illusion'],
    'orange',
  ],
  [
    'Esempio Dodici',
    'Hacked by Esempio Dodici',
    ['Sito hackerato da Esempio Dodici', 'Hacked by Esempio Dodici', 'Free speech'],
    'red',
  ],
].map(([name, title, lines, style]) => ({
  name: String(name),
  title: String(title),
  lines: Array.isArray(lines) ? lines : [],
  style: String(style),
}))

export const CREW_COUNT = CREWS.length

/** A crew's page on one site; a few words and wrappers differ, as they do from one site to the next. */
export function poster(crew: number, site: number): string {
  const { title, lines, style } = CREWS[crew % CREWS.length] ?? { title: '', lines: [], style: '' }
  const wrapper = `skin${String.fromCharCode(97 + crew)}`
  const extra = Array.from(
    { length: 2 + (crew % 4) },
    () => `<div class="${wrapper}-box"><center><b class="${wrapper}-line">★</b></center></div>`,
  )
  return `<!doctype html><html><head><title>${title}</title><style>body{background:#000;color:${style}}</style></head>
<body class="${wrapper}" bgcolor="#000000"><center class="${wrapper}-all"><h1><font color="${style}">${lines[0]}</font></h1>
<img src="http://img-${wrapper}.example/logo.gif"><p class="${wrapper}-p"><font size="5">${lines.slice(1).join('<br>')}</font></p>
${extra.join('')}<marquee>${lines[1]} ${site % 3 === 0 ? 'number' : 'no'} ${site % 7}</marquee></center>
<audio autoplay src="http://img-${wrapper}.example/s.mp3"></audio></body></html>`
}

const WORDS =
  'mairie conseil école travaux marché association fête sport bibliothèque quartier transport culture santé budget commune jardin musique théâtre lecture voisin'.split(
    ' ',
  )

/** A town's or paper's page as it is every day. */
export function healthyPage(site: number): string {
  const word = (i: number) => WORDS[(site * 7 + i * 13) % WORDS.length] ?? ''
  const links = Array.from(
    { length: 24 },
    (_, i) => `<li class="menu-item"><a href="/${word(i)}-${i}/">${word(i)} ${word(i + 3)}</a></li>`,
  )
  const stories = Array.from(
    { length: 10 },
    (_, i) =>
      `<article class="card card-story"><h2><a href="/${word(i)}/${word(i + 1)}-${i}.html">${word(i)} : ${word(i + 2)} et ${word(i + 4)}</a></h2><p>La ${word(i + 1)} de la commune annonce ${word(i + 5)} et ${word(i + 6)} pour le printemps, avec la ${word(i + 7)} du ${word(i + 8)}, ouverte à toutes et à tous.</p></article>`,
  )
  return `<!doctype html><html lang="fr"><head><title>Commune ${site} – ${word(0)}</title><meta name="description" content="Le site de la commune"><link rel="canonical" href="/"><link rel="icon" href="/i.png"></head>
<body class="home"><header class="site-header"><nav class="main-nav"><ul>${links.join('')}</ul></nav></header><main class="content">${stories.join('')}</main><footer class="site-footer"><p>Commune ${site}, mentions légales</p></footer></body></html>`
}

export const OUTAGE =
  '<!doctype html><html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center></body></html>'

/** A page that is nothing before its scripts ran: the collector runs none. */
export const SHELL =
  '<!doctype html><html><head><title>Site</title><script src="/app.js"></script></head><body><div id="root"></div></body></html>'
