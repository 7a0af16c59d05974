import { BlockCollector, collapse, mostRepeated } from './blocks.ts'
import { BOUNDS } from './bounds.ts'
import { isCommentName } from './comment-names.ts'
import { CoverHosts } from './cover-hosts.ts'
import { type Guest, guestsAt, isGuestFile } from './guests.ts'
import { hashText, mix } from './hash.ts'
import { IdentityReader } from './head.ts'
import { sameHeadline } from './headlines.ts'
import { LinkReader } from './links.ts'
import { MostCommon } from './most-common.ts'
import { normaliseName } from './names.ts'
import {
  type CountName,
  type Counts,
  type Limit,
  LOUD,
  type Look,
  OBSERVATION_VERSION,
  type Observation,
  type Place,
} from './observation.ts'
import { OVERRIDE, OVERRIDE_END } from './overrides.ts'
import { colourNumber, inlinePaint, type Paint, UNKNOWN } from './paint.ts'
import { scriptSigns } from './script-signs.ts'
import { isAddress, isFoldedPage, plainText, rewritesPage, scriptMarkup, scriptWords } from './script-text.ts'
import { sentTo } from './sends-away.ts'
import { StyleRules } from './style-rules.ts'
import { colourShade, inlineStyleBits, isNeon, STYLED, styleSheetLook } from './style-signs.ts'
import { TAG, type TagMeaning, tagMeaning } from './tags.ts'
import { TokenSets } from './token-sets.ts'
import { dataText } from './unfold.ts'

/** What the page's own markup does not say. */
export interface PageAbout {
  /** Full address; query and fragment are dropped. */
  url: string
  /** HTTP status, 0 where it is not known. */
  status: number
  /** Milliseconds since the epoch. */
  at: number
}

/** Reads one attribute of the element being opened; null where it is absent. */
export type ReadAttribute = (name: string) => string | null

/** For elements that have none: most of a page's, and nothing need be asked of them. */
export const NO_ATTRIBUTES: ReadAttribute = () => null

/** One open element, with what it inherits. */
interface Frame {
  meaning: TagMeaning
  /** Tag and first class name of the nearest block-level element, of the one around it, and of all of it. */
  element: number
  around: number
  /** Tag path: this element's tag and its parent's, elements that parsers imply left out. */
  tag: number
  parentTag: number
  context: number
  place: Place
  /** See `Block.loud`. */
  loud: number
  /** Its text is hidden from readers. */
  unseen: boolean
  /** It is hidden by whatever means: nothing in it speaks for the page. */
  aside: boolean
  /** It lies over all of the page. */
  covering: boolean
  /** It is no part of the page at all: a fallback, a template, the inside of a frame. */
  absent: boolean
  /** Colours of its text and of the ground under it. */
  ink: number
  ground: number
  /** Its letters are shown from the last to the first. */
  turned: boolean
  inSvg: boolean
  /** Kind of an inline script, where it is one that runs. */
  runs: boolean
}

/** Players that start by themselves say so in their address. */
const STARTS = /[?&]auto_?(?:play|start)=(?:1|true|yes)/i
/** UTF-16 units of text below which a page leaves it to its scripts to say something. */
const SAYS_NOTHING = 800
/** Units of what scripts say that are kept, pages in pages that are read, and pictures in addresses. */
const SCRIPT_WORDS = 4_000
/** Units by which a script is known again. */
const SCRIPT_START = 16
const NESTED = 4
const PICTURES = 6
/** Fields that show their value. */
const SHOWS_VALUE = /^(?:|text|search|url|tel|button|submit|reset)$/i
/** Units from which what is written over all of the page says something: a name by which scripts tell screens does not. */
const WORTH_READING = 8
/** Surroundings of words that scripts and frames keep folded up. */
const WRITTEN = hashText('written')
const PAGES = /^(?:text\/html|image\/svg|application\/xhtml)/i
/** Counts of a page that is written into this one by which a reader would know it. */
const CARRIED = ['images', 'media', 'autoplay', 'moving', 'dated', 'alerts', 'blockers'] as const
const DATA_SCRIPT = /json|template|html|text\/x-/i

/** A button that only pops up a dialog leads nowhere. */
const TALKS_BACK = /\b(?:alert|prompt)\s*\(/i

/**
 * Reduces a page, fed in document order, to an observation. Every front end feeds this same builder, so that a
 * page gives the same observation in a browser and on a command line. All it keeps is bounded by `BOUNDS`.
 */
export class PageBuilder {
  readonly #links: LinkReader
  readonly #identity: IdentityReader
  readonly #tokens: TokenSets
  readonly #blocks: BlockCollector
  readonly #counts = noCounts()
  readonly #limits = new Set<Limit>()
  readonly #look: Look = { background: 'unknown', neon: 0 }
  readonly #names = new Map<string, number>()
  readonly #hiddenNames = new Map<string, number>()
  readonly #styles = new Map<string, number>()
  readonly #rules = new StyleRules()
  readonly #coverHosts: CoverHosts
  /** Addresses of foreign pictures, and hosts of foreign links. */
  readonly #pictureAddresses = new MostCommon(BOUNDS.tokens)
  readonly #linkHosts = new MostCommon(BOUNDS.tokens)
  /** What lies over the page has a picture, or something in it that a rule of style may draw. */
  #hasCoverPicture = false
  readonly #commentNames = new Map<string, boolean>()
  readonly #guests = new Set<Guest>()
  readonly #stack: Frame[] = []
  #depth = 0
  /** UTF-16 units of inline code that were looked at: in scripts of a few lines, and in others. */
  readonly #code = { few: 0, many: 0 }
  #codeLength = 0
  #codePending = ''
  /** Scripts that speak to the reader; others that stand before the page says anything, until it is known if it does. */
  readonly #speakers: { code: string; isToReader: boolean }[] = []
  readonly #paints = new Map<string, Paint>()
  /** Whether the list being read has shown its one option. */
  #hasOption = false
  #hasBody = false
  #pictures = 0
  #nested = 0
  #language = ''
  #direction: Observation['direction'] = ''
  #top: Frame = {
    meaning: tagMeaning('html'),
    element: 0,
    around: 0,
    tag: 0,
    parentTag: 0,
    context: 0,
    place: 'body',
    loud: 0,
    unseen: false,
    aside: false,
    covering: false,
    absent: false,
    ink: UNKNOWN,
    ground: UNKNOWN,
    turned: false,
    inSvg: false,
    runs: false,
  }

  /** @param observe reads a page that this page carries folded up, in a frame's attribute or a script. */
  constructor(
    readonly about: PageAbout,
    readonly observe: ((html: string) => Observation) | null = null,
  ) {
    const onLimit = (limit: Limit) => this.limit(limit)
    this.#links = new LinkReader(about.url)
    this.#identity = new IdentityReader(this.#links)
    this.#coverHosts = new CoverHosts(this.#links)
    this.#tokens = new TokenSets(onLimit)
    this.#blocks = new BlockCollector(onLimit)
  }

  /** True when no more elements are taken in: a front end may stop. */
  get full(): boolean {
    return this.#counts.elements >= BOUNDS.elements
  }

  /** Records that a cap was hit, the builder's own or a front end's. */
  limit(limit: Limit): void {
    this.#limits.add(limit)
  }

  open(tag: string, read: ReadAttribute): void {
    this.#depth++
    if (this.#depth > BOUNDS.depth) return this.limit('depth')
    const parent = this.#top
    this.#stack.push(parent)
    const meaning = tagMeaning(tag)
    if (meaning.bits & TAG.implied) {
      this.#top = { ...parent, meaning }
      return this.#openRoot(meaning, read)
    }
    if (parent.absent || this.full) {
      if (!parent.absent) this.limit('elements')
      this.#top = { ...parent, meaning, unseen: true, absent: true }
      return
    }
    if (meaning.bits & TAG.block) this.#blocks.flush()
    this.#counts.elements++
    this.#top = this.#frame(parent, meaning, read)
    this.#note(this.#top, read)
    if (read === NO_ATTRIBUTES) return
    const written = this.#rules.content.text(meaning.name, read)
    if (written !== '') this.text(written)
  }

  text(text: string): void {
    if (this.#depth > BOUNDS.depth) return
    const { meaning, unseen, absent, inSvg, place, context, loud, runs, ink, ground, turned } = this.#top
    if (absent) return
    if (meaning.bits & TAG.title && !inSvg) this.#identity.titleText(text)
    else if (meaning.bits & (TAG.script | TAG.style)) {
      // Data in a script element is no code: its length must not be added to the next script's.
      if (!runs && !(meaning.bits & TAG.style)) return
      this.#codeLength += text.length
      this.#codePending += text.slice(0, BOUNDS.code - this.#codePending.length)
    } else if (!unseen && (ink === UNKNOWN || ink !== ground))
      this.#blocks.add(turned ? OVERRIDE + text + OVERRIDE_END : text, place, context, loud)
  }

  close(): void {
    if (this.#depth === 0) return
    this.#depth--
    if (this.#depth >= BOUNDS.depth) return
    const { meaning } = this.#top
    if (meaning.bits & TAG.block) this.#blocks.flush()
    else if (meaning.bits & TAG.title) this.#identity.titleEnd()
    else if (this.#codePending !== '') this.#endCode(meaning)
    this.#top = this.#stack.pop() ?? this.#top
  }

  /** Ends the page. The builder is spent afterwards. */
  finish(): Observation {
    while (this.#depth > 0) this.close()
    this.#blocks.flush()
    this.#counts.text = this.#blocks.text
    this.#addScriptWords(this.#blocks.text < SAYS_NOTHING)
    const { blocks, letters } = this.#blocks
    this.#counts.letters = this.#blocks.bodyLetters()
    this.#counts.repeats = mostRepeated(blocks).times
    this.#counts.sameHeadlines = sameHeadline(blocks).times
    if (this.#hasCoverPicture) this.#counts.sheets = 0
    const url = this.about.url
    const end = url.search(/[?#]/)
    return {
      version: OBSERVATION_VERSION,
      url: end < 0 ? url : url.slice(0, end),
      status: this.about.status,
      at: this.about.at,
      language: this.#language,
      direction: this.#direction,
      identity: this.#identity.finish(),
      tokens: this.#tokens.finish(),
      counts: this.#counts,
      scripts: letters.shares(),
      look: this.#look,
      coverHosts: this.#coverHosts.finish(),
      foreign: { picture: this.#onePicture(), links: this.#oneHost() },
      guests: [...this.#guests].sort(),
      blocks,
      view: null,
      limits: [...this.#limits].sort(),
    }
  }

  #foreignHost(src: string): string {
    const host = this.#links.resourceHost(src)
    return this.#links.isOwn(host) ? '' : host.slice(0, 255)
  }

  #onePicture(): { host: string; times: number } {
    const { text, times } = this.#pictureAddresses.most
    return { host: this.#foreignHost(text), times }
  }

  #oneHost(): { host: string; times: number } {
    const { text, times } = this.#linkHosts.most
    return { host: text.slice(0, 255), times }
  }

  #openRoot({ name }: TagMeaning, read: ReadAttribute): void {
    if (name === 'html') {
      this.#language ||= (read('lang') ?? read('xml:lang') ?? '').slice(0, 35).toLowerCase()
      this.#readDirection(read)
    }
    if (name !== 'html' && name !== 'body') return
    for (const guest of guestsAt(read)) this.#guests.add(guest)
    this.#readDirection(read)
    const colour = read('bgcolor')
    if (colour !== null) {
      this.#background(colourShade(bareHex(colour)))
      this.#top.ground = colourNumber(bareHex(colour))
    }
    const text = read('text')
    if (text !== null && isNeon(bareHex(text))) this.#look.neon++
    const style = read('style')
    if (style !== null) {
      const bits = this.#styleBits(style)
      if (/url\(/i.test(style)) this.#counts.images++
      const { ink, ground } = this.#paint(style)
      this.#top.ink = ink ?? this.#top.ink
      this.#top.ground = ground ?? this.#top.ground
      if (bits & STYLED.dark) this.#background('dark')
      else if (bits & STYLED.light) this.#background('light')
      if (bits & STYLED.neon) this.#look.neon++
    }
    if (blocksKeys(read)) this.#counts.blockers++
    if (name !== 'body' || this.#hasBody) return
    this.#hasBody = true
    const handler = read('onload')
    if (handler !== null && this.#hasRoom(handler)) this.#readScript(handler.slice(0, BOUNDS.code))
    this.#writeOnRoots(read)
  }

  /** What rules write before or after all of the page is what a reader sees of it first. */
  #writeOnRoots(read: ReadAttribute): void {
    const { content } = this.#rules
    const words = collapse(content.text('html', NO_ATTRIBUTES) + content.text('body', read))
    if (words.length >= WORTH_READING) this.#blocks.single(words, 'large', WRITTEN, LOUD.large)
  }

  #readDirection(read: ReadAttribute): void {
    const direction = read('dir')?.toLowerCase()
    if (this.#direction === '' && (direction === 'rtl' || direction === 'ltr')) this.#direction = direction
  }

  #background(shade: Look['background']): void {
    if (shade !== 'unknown') this.#look.background = shade
  }

  #frame(parent: Frame, meaning: TagMeaning, read: ReadAttribute): Frame {
    const { bits } = meaning
    const isPlain = read === NO_ATTRIBUTES
    const names = isPlain ? null : read('class')
    const id = isPlain ? null : read('id')
    const style = isPlain ? null : read('style')
    const inline = style === null ? 0 : this.#styleBits(style)
    const ruled = this.#rules.bits(meaning.name, names, id, parent.meaning.name === 'body')
    const styled = inline | (ruled & ~STYLED.hidden)
    if (styled & STYLED.neon) this.#look.neon++
    const hidden =
      (inline & STYLED.hidden) !== 0 ||
      (styled & STYLED.outside) !== 0 ||
      (!isPlain && read('hidden') !== null)
    const paint = style === null ? null : this.#paint(style)
    const coloured = !isPlain && (bits & (TAG.dated | TAG.cell)) !== 0 ? read : NO_ATTRIBUTES
    // Rules are read by halves here, so that what they hide is still read; but it says nothing for the page.
    const aside = parent.aside || hidden || (ruled & STYLED.hidden) !== 0
    const isTop = parent.meaning.name === 'body'
    const isCovering =
      !aside && isCover(styled, isTop) && !(bits & TAG.frame && isGuestFile(read('src') ?? ''))
    if (isCovering) {
      this.#counts.covers++
      if (styled & STYLED.solid) this.#counts.sheets++
      const picture = style === null ? null : /url\(\s*['"]?([^'")]+)/i.exec(style)
      if (picture !== null) this.#coverHosts.add(picture[1] ?? '')
    }
    if (parent.covering && (names !== null || id !== null || style !== null)) this.#hasCoverPicture = true
    const name = names === null ? 0 : this.#nameHash(names, aside)
    if (id !== null && id !== '') this.#nameHash(id, aside)
    const inSvg = parent.inSvg || (bits & TAG.svg) !== 0
    // Inline elements stand in the surroundings of their block: bold words are no other place.
    const isBlock = (bits & TAG.block) !== 0
    const place = this.#place(parent.place, bits, styled, read)
    const element = isBlock ? mix(meaning.hash, name) : parent.element
    return {
      meaning,
      element,
      around: isBlock ? parent.element : parent.around,
      context: isBlock ? mix(mix(element, parent.element), parent.around) : parent.context,
      tag: meaning.hash,
      parentTag: parent.tag,
      place:
        (place === 'body' || place === 'article') && this.#isComment(meaning, names, id) ? 'comment' : place,
      loud: parent.loud | loudness(bits, styled, read),
      aside,
      covering: parent.covering || isCovering,
      unseen: parent.unseen || hidden || (inSvg && (bits & TAG.title) !== 0),
      absent: (bits & TAG.unseen) !== 0 || (meaning.name === 'option' && !this.#isShownOption(read)),
      // Links have a colour of their own.
      ink: paint?.ink ?? oldColour(coloured, 'color') ?? (meaning.name === 'a' ? UNKNOWN : parent.ink),
      // What has a name may have a ground by a rule that nobody sees here.
      ground:
        paint?.ground ??
        oldColour(coloured, 'bgcolor') ??
        (names === null && id === null ? parent.ground : UNKNOWN),
      turned: parent.turned || (styled & STYLED.turned) !== 0 || isTurned(meaning, isPlain, read),
      inSvg,
      runs: (bits & TAG.script) !== 0 && read('src') === null && !DATA_SCRIPT.test(read('type') ?? ''),
    }
  }

  /** A heading stays one inside a link; what lies over the page stays so whatever it holds. */
  #place(inherited: Place, bits: number, styled: number, read: ReadAttribute): Place {
    if (inherited === 'overlay' || (styled & STYLED.overlay && styled & STYLED.cover)) return 'overlay'
    if (bits & TAG.heading) return 'heading'
    if (inherited === 'heading' || inherited === 'caption') return inherited
    if (bits & TAG.caption) return 'caption'
    if (bits & TAG.large || styled & STYLED.large || (bits & TAG.dated && Number(read('size')) >= 5))
      return 'large'
    if (inherited === 'navigation' || bits & TAG.navigation) return 'navigation'
    if (inherited === 'large' || inherited === 'comment' || inherited === 'quote') return inherited
    if (bits & TAG.quote) return 'quote'
    return bits & TAG.article ? 'article' : inherited
  }

  /** Whether a class or an id says that readers speak here; of the whole page none does. */
  #isComment({ bits }: TagMeaning, names: string | null, id: string | null): boolean {
    if (bits & TAG.implied) return false
    const isOne = (name: string | null) =>
      name !== null && remembered(this.#commentNames, name, isCommentName)
    return isOne(names) || isOne(id)
  }

  /** Counts and tokens of a seen element. */
  #note(frame: Frame, read: ReadAttribute): void {
    const { meaning, aside } = frame
    const { bits } = meaning
    if ((bits & TAG.hollow) === 0) this.#counts.containers++
    if (aside && (bits & (TAG.script | TAG.style)) === 0) return this.#noteAside(meaning, read)
    const grandTag = this.#stack[this.#stack.length - 1]?.parentTag ?? 0
    this.#tokens.add('structure', mix(mix(frame.tag, frame.parentTag), grandTag))
    if (bits & TAG.heading) this.#counts.headings++
    if (bits & TAG.landmark) this.#counts.landmarks++
    if (bits & TAG.paragraph) this.#counts.paragraphs++
    if (bits & TAG.moving) this.#counts.moving++
    if (bits & TAG.dated) this.#noteDated(read)
    if (bits & TAG.frame) this.#noteFrame(read)
    if (bits & TAG.media) this.#noteMedia(meaning.name, read)
    if (frame.covering && isPicture(meaning)) this.#hasCoverPicture = true
    switch (meaning.name) {
      case 'a':
        return this.#noteLink(read)
      case 'img':
        return this.#noteImage(frame, read)
      case 'meta':
        return this.#identity.meta(read)
      case 'link':
        this.#identity.link(read)
        if ((read('rel') ?? '').toLowerCase().includes('stylesheet'))
          this.#noteResource(read('href'), 'styles')
        return
      case 'script':
        this.#coverHosts.script(read('src') ?? '')
        return this.#noteResource(read('src'), 'scripts')
      case 'style':
        this.#counts.styles++
        return
      case 'form':
        this.#counts.forms++
        return
      case 'button':
        return this.#noteControl(frame, read)
      case 'input':
        this.#noteControl(frame, read)
        return this.#noteField(frame, read)
      case 'select':
        this.#hasOption = false
        return
      case 'br':
        return this.#blocks.add(' ', frame.place, frame.context, frame.loud)
      default:
    }
  }

  /** Of what is hidden only that is kept which works unseen. */
  #noteAside({ name, bits }: TagMeaning, read: ReadAttribute): void {
    if (bits & TAG.media) this.#noteMedia(name, read)
    else if (name === 'br') this.#blocks.add(' ', this.#top.place, this.#top.context, 0)
    else if (name === 'a' && this.#links.read(read('href') ?? '').own) this.#counts.hiddenLinks++
  }

  #noteControl({ place }: Frame, read: ReadAttribute): void {
    if (place === 'overlay' && !TALKS_BACK.test(read('onclick') ?? '')) this.#counts.coverControls++
  }

  #noteLink(read: ReadAttribute): void {
    const href = read('href')
    if (href === null) return
    this.#counts.links++
    this.#blocks.link()
    const target = this.#links.read(href)
    if (!target.own) {
      if (target.host !== '') this.#linkHosts.add(target.host)
      return
    }
    this.#counts.ownLinks++
    if (this.#top.place === 'overlay') this.#counts.coverControls++
    this.#tokens.add('links', hashText(target.key))
  }

  #noteImage(frame: Frame, read: ReadAttribute): void {
    const src = read('src')
    this.#noteResource(src, 'images')
    if (frame.unseen) return
    if (src !== null && !isLazy(read) && this.#foreignHost(src) !== '')
      this.#pictureAddresses.add(src.slice(0, BOUNDS.attribute))
    if (frame.covering && src !== null) this.#coverHosts.add(src)
    const alt = read('alt')
    const told = alt === null || alt.trim() === '' ? read('title') : alt
    if (told !== null && told.length > 2)
      this.#blocks.single(told, frame.place === 'overlay' ? 'overlay' : 'alt', frame.context)
    if (src === null || !src.startsWith('data:') || this.#pictures >= PICTURES) return
    const drawing = dataText(src, /^image\/svg/i)
    if (drawing === null) return
    this.#pictures++
    if (/<text/i.test(drawing)) this.#blocks.single(plainText(drawing), frame.place, frame.context)
  }

  #noteField(frame: Frame, read: ReadAttribute): void {
    const type = (read('type') ?? '').toLowerCase()
    if (type === 'password') this.#counts.passwords++
    if (frame.unseen || !SHOWS_VALUE.test(type)) return
    const value = read('value') ?? ''
    const shown = value.trim() === '' ? (read('placeholder') ?? '') : value
    if (/\p{L}/u.test(shown)) this.#blocks.single(shown, frame.place, frame.context)
  }

  /** Of a list a reader sees one line: the first, or the one that is chosen. */
  #isShownOption(read: ReadAttribute): boolean {
    const isShown = !this.#hasOption || read('selected') !== null
    this.#hasOption = true
    return isShown
  }

  #noteFrame(read: ReadAttribute): void {
    const src = read('src')
    this.#noteResource(src, 'frames')
    if (src !== null && STARTS.test(src)) this.#counts.autoplay++
    // An extension's own frame is no part of the page; nobody else can fill one.
    const isCovering = this.#isWide(read) && (src === null || !isGuestFile(src))
    if (isCovering) this.#counts.coverFrames++
    if (this.#top.covering && read('width') !== '0') this.#hasCoverPicture = true
    if (this.#top.covering && src !== null) this.#coverHosts.add(src)
    // A frame's own page, written into an attribute: its words are the page's as far as a reader can tell.
    const folded = read('srcdoc') ?? dataText(src ?? '', PAGES)
    if (folded !== null) this.#written(folded, isCovering)
  }

  #isWide(read: ReadAttribute): boolean {
    const styled = this.#styleBits(read('style') ?? '')
    const wide = /^100%$|^\d{4,}$/
    return (
      (styled & STYLED.cover) !== 0 || (wide.test(read('width') ?? '') && wide.test(read('height') ?? ''))
    )
  }

  /** A page that stands in no element yet: its words will lie over this one once it runs, and its looks with them. */
  #written(html: string, isWhole: boolean): void {
    if (this.observe === null || this.#nested >= NESTED || !/\S/.test(html)) return
    this.#nested++
    const { blocks, counts, look } = this.observe(html)
    for (const { text, place, loud } of blocks) {
      const isLoud = place === 'heading' || place === 'large'
      this.#blocks.single(text, isLoud ? place : 'overlay', WRITTEN, loud)
    }
    if (!isWhole) return
    this.#background(look.background)
    this.#look.neon += look.neon
    for (const name of CARRIED) this.#counts[name] += counts[name]
  }

  #noteMedia(name: string, read: ReadAttribute): void {
    const data = read('src') ?? read('data')
    this.#noteResource(data, 'media')
    if (this.#top.covering && data !== null) this.#coverHosts.add(data)
    const folded = data === null ? null : dataText(data, PAGES)
    if (folded !== null) this.#written(folded, this.#isWide(read))
    const started =
      name === 'bgsound' || read('autoplay') !== null || /^(?:true|1)$/i.test(read('autostart') ?? '')
    if (started || STARTS.test(read('src') ?? '')) this.#counts.autoplay++
  }

  #noteDated(read: ReadAttribute): void {
    this.#counts.dated++
    const colour = read('color')
    if (colour !== null && isNeon(bareHex(colour))) this.#look.neon++
  }

  #noteResource(src: string | null, count: CountName): void {
    this.#counts[count]++
    if (src === null) return
    if (isGuestFile(src)) this.#guests.add('extension')
    const host = this.#links.resourceHost(src)
    if (host !== '') this.#tokens.add('hosts', hashText(host))
  }

  /** Adds each name's token, and gives the hash of the first: it names the element. Equal attributes are read once. */
  #nameHash(names: string, aside: boolean): number {
    const cache = aside ? this.#hiddenNames : this.#names
    const seen = cache.get(names)
    if (seen !== undefined) return seen
    let first = 0
    for (const name of names.slice(0, BOUNDS.attribute).split(/\s+/)) {
      const stable = normaliseName(name)
      if (stable === '') continue
      const hash = hashText(stable)
      if (!aside) this.#tokens.add('names', hash)
      first ||= hash
    }
    if (cache.size < BOUNDS.tokens * 4) cache.set(names, first)
    return first
  }

  #styleBits(style: string): number {
    return style === '' ? 0 : remembered(this.#styles, style, inlineStyleBits)
  }

  #endCode(meaning: TagMeaning): void {
    const code = this.#codePending
    const isLibrary =
      this.#codeLength > BOUNDS.script && (meaning.bits & TAG.script) !== 0 && !isFoldedPage(code)
    this.#codePending = ''
    this.#codeLength = 0
    if (isLibrary) return
    if (!this.#hasRoom(code)) return
    if (meaning.bits & TAG.style) {
      this.#rules.read(code)
      const look = styleSheetLook(code)
      this.#background(look.background)
      this.#look.neon += look.neon
      return
    }
    this.#readScript(code)
  }

  /** Few lines at the end of many long scripts are where somebody else's stand: they are added up by themselves. */
  #hasRoom(code: string): boolean {
    const size = code.length <= BOUNDS.fewLines ? 'few' : 'many'
    if (this.#code[size] >= BOUNDS.codeTotal) return false
    this.#code[size] += code.length
    return true
  }

  #readScript(code: string): void {
    const signs = scriptSigns(code)
    this.#counts.writers += signs.writers
    this.#counts.blockers += signs.blockers
    this.#counts.redirects += signs.redirects
    this.#counts.alerts += signs.alerts
    this.#identity.sends(sentTo(code))
    if (rewritesPage(code)) {
      this.#counts.rewriters++
      this.#written(scriptMarkup(code), true)
    }
    const isToReader = isAddress(code)
    if (isToReader || this.#blocks.text < SAYS_NOTHING) this.#speakers.push({ code, isToReader })
  }

  /** What the page's scripts have to say: all of it where it says nothing itself, else only what is said to its reader. */
  #addScriptWords(saysNothing: boolean): void {
    let length = 0
    for (const { code, isToReader } of this.#speakers) {
      if (!isToReader && !saysNothing) continue
      if (length >= SCRIPT_WORDS) return
      // A dialog, and what types itself, is what a reader looks at.
      const loud = isToReader ? LOUD.large : 0
      // A site's own scripts begin as they always did, whatever they say today.
      const context = mix(WRITTEN, hashText(code.trimStart().slice(0, SCRIPT_START)))
      for (const words of scriptWords(code)) {
        length += words.length
        this.#blocks.single(words, 'script', context, loud)
      }
    }
  }

  #paint(style: string): Paint {
    return remembered(this.#paints, style, inlinePaint)
  }
}

/** What an attribute says, read once and kept while there is room. */
function remembered<T>(known: Map<string, T>, attribute: string, read: (text: string) => T): T {
  const before = known.get(attribute)
  if (before !== undefined) return before
  const said = read(attribute.slice(0, BOUNDS.attribute))
  if (known.size < BOUNDS.tokens) known.set(attribute, said)
  return said
}

/** A colour as old mark-up gives it to an element. */
function oldColour(read: ReadAttribute, name: string): number | null {
  const value = read(name)
  return value === null ? null : colourNumber(bareHex(value))
}

/** Whether another picture than the one named first is shown, now or later. */
const isLazy = (read: ReadAttribute): boolean =>
  ['srcset', 'data-src', 'data-srcset'].some((name) => read(name) !== null)

/** Laid over all of the page, and not over a box of its own. */
const isCover = (styled: number, isTop: boolean): boolean =>
  (styled & STYLED.whole) !== 0 && ((styled & STYLED.above) !== 0 || isTop)

const isPicture = ({ name, bits }: TagMeaning): boolean =>
  name === 'img' || name === 'canvas' || (bits & (TAG.svg | TAG.media)) !== 0

function loudness(bits: number, styled: number, read: ReadAttribute): number {
  let loud = 0
  if (styled & STYLED.neon) loud |= LOUD.neon
  if (styled & STYLED.dark) loud |= LOUD.dark
  if (styled & STYLED.large || bits & TAG.large) loud |= LOUD.large
  if (bits & TAG.dated) {
    const colour = read('color')
    if (colour !== null && isNeon(bareHex(colour))) loud |= LOUD.neon
    if (Number(read('size')) >= 5) loud |= LOUD.large
  }
  return loud
}

function noCounts(): Counts {
  return {
    elements: 0,
    containers: 0,
    text: 0,
    links: 0,
    ownLinks: 0,
    images: 0,
    forms: 0,
    passwords: 0,
    frames: 0,
    coverFrames: 0,
    covers: 0,
    sheets: 0,
    coverControls: 0,
    hiddenLinks: 0,
    autoplay: 0,
    media: 0,
    scripts: 0,
    writers: 0,
    rewriters: 0,
    blockers: 0,
    redirects: 0,
    alerts: 0,
    styles: 0,
    moving: 0,
    dated: 0,
    landmarks: 0,
    paragraphs: 0,
    headings: 0,
    repeats: 0,
    sameHeadlines: 0,
    letters: 0,
  }
}

const isTurned = ({ name }: TagMeaning, isPlain: boolean, read: ReadAttribute): boolean =>
  name === 'bdo' && !isPlain && read('dir')?.toLowerCase() === 'rtl'

/** Old attributes write colours as `000000` as often as `#000000`. */
function bareHex(colour: string): string {
  return /^[0-9a-f]{6}$/i.test(colour.trim()) ? `#${colour.trim()}` : colour
}

function blocksKeys(read: ReadAttribute): boolean {
  const handler = read('oncontextmenu') ?? read('onselectstart') ?? read('onkeydown')
  return handler !== null && /return\s+false|preventDefault/i.test(handler)
}
