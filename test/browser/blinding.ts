import { DEFACED } from './pages.ts'

/** Names by which a page's own elements stand in for what a script asks of the document; those that looks go by. */
const NAMES = [
  'documentElement',
  'body',
  'links',
  'readyState',
  'evaluate',
  'elementFromPoint',
  'createElement',
  'prerendering',
]

const withIn = (added: string): string => DEFACED.replace('</body>', `${added}</body>`)

/** Defaced pages that would not have their look arrive: what each does, and the page. */
export const BLINDING: readonly (readonly [string, string])[] = [
  [
    'names its pictures as parts of the document',
    withIn(NAMES.map((name) => `<img name="${name}" alt=""><form name="${name}"></form>`).join('')),
  ],
  [
    'lies in a form whose fields are named as its own parts',
    DEFACED.replace(/<body[^>]*>/, (body) => `${body}<form>`).replace(
      '</body>',
      `${['parentElement', 'parentNode', 'localName', 'append', 'innerText', 'firstElementChild']
        .map((name) => `<input type="hidden" name="${name}">`)
        .join('')}</form></body>`,
    ),
  ],
  [
    'has an address of a hundred thousand letters',
    withIn('<script>location.hash = "a".repeat(100_000)</script>'),
  ],
  [
    'gives itself a path of a hundred thousand letters',
    withIn('<script>history.replaceState(null, "", "/" + "a".repeat(100_000))</script>'),
  ],
  [
    'is ninety megabytes long',
    withIn('<script>document.body.append(document.createComment("漢".repeat(31_000_000)))</script>'),
  ],
]
