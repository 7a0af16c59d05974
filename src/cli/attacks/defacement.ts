import type { Message } from './messages/message.ts'
import { escapeText } from './page.ts'
import type { Random } from './random.ts'

/** Where strangers keep their pictures and scripts (names that nobody can have, RFC 2606). */
export const STRANGERS = {
  picture: ['https://i.pic-drop.example/u/7f3a.jpg', 'http://up.files-free.example/up/logo.gif'],
  page: ['https://night-notes.example/index.html', 'http://paste-raw.example/raw/x91'],
  script: ['https://cdn.night-notes.example/j.js', '//paste-raw.example/raw/x92.js'],
} as const

type Look = (title: string, lines: readonly string[], picture: string) => string

const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('\n')

/** The ways in which such pages are commonly written, from plain to elaborate. */
const LOOKS: Readonly<Record<string, Look>> = {
  centred: (title, lines, picture) =>
    `<center><img src="${picture}" width="300"><h1>${title}</h1>${lines.join('<br>')}</center>`,
  fonts: (title, lines) =>
    `<div align="center"><font face="Courier New" color="red" size="7">${title}</font><br><font color="lime" size="4">${lines.join('<br>')}</font></div>`,
  table: (title, lines, picture) =>
    `<table width="100%" height="100%" bgcolor="#000000"><tr><td align="center" valign="middle"><img src="${picture}"><br><b style="color:#fff;font-size:40px">${title}</b><br><span style="color:#ccc">${lines.join('<br>')}</span></td></tr></table>`,
  plain: (title, lines) => `<h1>${title}</h1>\n${paragraphs(lines)}`,
  flex: (title, lines, picture) =>
    `<div style="display:flex;flex-direction:column;align-items:center;justify-content:center;min-height:100vh;background:#0b0b0f;color:#eee;font-family:system-ui"><img src="${picture}" alt="" style="width:220px;border-radius:50%"><h1 style="letter-spacing:.1em">${title}</h1>${paragraphs(lines)}</div>`,
  terminal: (title, lines) =>
    `<pre style="background:#000;color:#0f0;padding:2em">root@server:~# cat message.txt\n${title}\n\n${lines.join('\n')}\nroot@server:~# _</pre>`,
  loud: (title, lines) =>
    `<div style="background:black;color:white"><marquee scrollamount="12"><h2>${title}</h2></marquee><center>${lines.map((line) => `<h3>${line}</h3>`).join('')}<embed src="https://up.files-free.example/up/song.mp3" autostart="true" hidden="true"></center></div>`,
}

/** A defacement's own page, from a `<body>`'s inside; in one of the common ways. */
export function defacement({ title, lines }: Message, random: Random): string {
  const look = random.pick(Object.values(LOOKS))
  return look(escapeText(title), lines.map(escapeText), random.pick(STRANGERS.picture))
}

/** A picture of a message that stands in the page itself. */
export function dataPicture({ title, lines }: Message, random: Random): string {
  const text = [title, ...lines]
    .map(
      (line, row) =>
        `<text x="40" y="${90 + row * 60}" fill="#f22" font-size="44">${escapeText(line)}</text>`,
    )
    .join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><rect width="1280" height="720" fill="#${random.pick(['000', '111827', 'fff'])}"/>${text}</svg>`
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
