/**
 * The attributes the builder reads, by tag; no front end needs to hand over any other. The page's own script
 * records exactly these.
 */
const COMMON = ['class', 'id', 'style', 'hidden']

const BY_TAG: readonly (readonly [tags: string, names: string])[] = [
  ['html', 'lang xml:lang dir bgcolor text style oncontextmenu onselectstart onkeydown'],
  ['body', 'dir bgcolor text style oncontextmenu onselectstart onkeydown'],
  ['a', 'href'],
  ['img', 'src alt'],
  ['meta', 'name property http-equiv content'],
  ['link', 'rel href type'],
  ['script', 'src type'],
  ['iframe frame', 'src width height'],
  ['audio video embed object bgsound applet', 'src data autoplay autostart'],
  ['center font', 'size color'],
  ['input', 'type'],
  ['template', 'shadowrootmode'],
]

const known = new Map<string, readonly string[]>()
for (const [tags, names] of BY_TAG)
  for (const tag of tags.split(' ')) known.set(tag, [...COMMON, ...names.split(' ')])

/** Every name of the list once, in a fixed order: a recording names an attribute by its place here. */
export const ATTRIBUTE_NAMES: readonly string[] = [...new Set([...COMMON, ...[...known.values()].flat()])]

export function attributesOf(tag: string): readonly string[] {
  return known.get(tag) ?? COMMON
}
