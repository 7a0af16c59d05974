import type { ComponentChildren } from 'preact'
import { render } from 'preact-render-to-string'

/** What a page of the collector may load: its own style and pictures that are written into it, and nothing that runs. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
} as const

/** A whole page; everything that is put into it is text. */
export function page(title: string, children: ComponentChildren): string {
  return `<!doctype html>${render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="alternate" type="application/atom+xml" href="/status.atom" />
      </head>
      <body>
        <header>
          <a href="/">Masthead</a>
        </header>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>,
  )}`
}

/** A moment in UTC, for people and machines. */
export function Time({ at }: { at: number }) {
  const iso = new Date(at).toISOString()
  return <time dateTime={iso}>{`${iso.slice(0, 16).replace('T', ' ')} UTC`}</time>
}

export const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:72rem;padding:0 1rem 3rem}
header{padding:1rem 0}
a{color:LinkText}
:focus-visible{outline:3px solid;outline-offset:2px}
table{border-collapse:collapse;width:100%}
caption{text-align:start;padding:.35rem .6rem}
th,td{text-align:start;padding:.35rem .6rem;border-bottom:1px solid #8886;vertical-align:top;overflow-wrap:anywhere}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1.5rem}
section{min-width:0}
pre,blockquote{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}
textarea,input,select,button{font:inherit;max-width:100%}
textarea{width:100%;min-height:4rem;box-sizing:border-box}
form p{margin:.6rem 0}
img{max-width:100%}
.scroll{overflow-x:auto}
`
