/**
 * Text that was read in the wrong encoding, set right where it is plain which was meant. A browser reads bytes as the
 * page declares them, or as its own country's; defacers' pages are often declared by the page that they replaced.
 */

/** What Windows' Western encoding makes of the bytes 0x80 to 0x9f; units of Latin-1 stand for themselves. */
const WESTERN = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
/** What the bytes from 0x80 on mean in Arabic and in Cyrillic Windows; a blank is no letter. */
const ARABIC =
  '€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ  ں ،¢£¤¥¦§¨©ھ«¬ ®¯°±²³´µ¶·¸¹؛»¼½¾؟ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوçèéêëىيîïًٌٍَôُِ÷ّùْûü  ے'
const CYRILLIC =
  'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–— ™љ›њќћџ ЎўЈ¤Ґ¦§Ё©Є«¬ ®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя'

/** Two in a row: seldom in any language that is read rightly, and everywhere in one that is not. */
const SUSPICIOUS = /[\x80-\xff\u0152-\u02dc\u2013-\u2122]{2}/
/** Turkish letters as Western Windows shows them; languages that have these for their own have the others too. */
const TURKISH = /[ýþðÝÞÐ]/
const NOT_TURKISH = /[áéíóúæøåäÁÉÍÓÚÆØÅÄ\u0100-\uffff]/
const TURKISH_LETTERS: Readonly<Record<string, string>> = { ý: 'ı', þ: 'ş', ð: 'ğ', Ý: 'İ', Þ: 'Ş', Ð: 'Ğ' }
/** UTF-8 as bytes, one a unit. */
const UTF8 = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g

/** Misread sequences below which it may be chance; letters from which a whole text is judged. */
const FEW = 2
const LETTERS = 6
/** Share of a text's letters that are no ASCII, and share of these that must make sense. */
const MOSTLY = 0.6
const SENSE = 0.9

/** The text as it was meant, or as it is. */
export function asMeant(text: string): string {
  if (SUSPICIOUS.test(text)) {
    const bytes = toBytes(text)
    if (bytes === null) return text
    return fromUtf8(bytes) ?? fromWindows(bytes) ?? text
  }
  if (TURKISH.test(text) && !NOT_TURKISH.test(text))
    return text.replace(/[ýþðÝÞÐ]/g, (letter) => TURKISH_LETTERS[letter] ?? letter)
  return text
}

/** One unit a byte, as the page was sent; null where no Western reading of bytes gives such a text. */
function toBytes(text: string): string | null {
  let bytes = ''
  for (const letter of text) {
    const code = letter.charCodeAt(0)
    const place = code > 0xff ? WESTERN.indexOf(letter) : -1
    if (code > 0xff && place < 0) return null
    bytes += place < 0 ? letter : String.fromCharCode(0x80 + place)
  }
  return bytes
}

/** Read as UTF-8, where all that is no ASCII can be; what was cut off at the end is left out. */
function fromUtf8(bytes: string): string | null {
  const sequences = bytes.match(UTF8) ?? []
  const rest = bytes.replace(UTF8, '').replace(/[\xc2-\xf4][\x80-\xbf]{0,2}$/, '')
  // A blank of the Western alphabet is lost where pages were tidied up.
  const lost = rest.match(/[\x80-\xff]/g)?.length ?? 0
  if (sequences.length < FEW || lost > sequences.length * (1 - SENSE)) return null
  return bytes.replace(UTF8, (sequence) => {
    const lead = sequence.charCodeAt(0)
    let point = lead & (0x7f >> sequence.length)
    for (let i = 1; i < sequence.length; i++) point = (point << 6) | (sequence.charCodeAt(i) & 0x3f)
    return point <= 0x10ffff ? String.fromCodePoint(point) : sequence
  })
}

/** Read as Arabic or Cyrillic Windows, where that makes letters of nearly all that is no ASCII. */
function fromWindows(bytes: string): string | null {
  const high = bytes.match(/[\x80-\xff]/g)?.length ?? 0
  const ascii = bytes.match(/[a-z]/gi)?.length ?? 0
  if (high < LETTERS || high < (high + ascii) * MOSTLY) return null
  const read = (alphabet: string) =>
    bytes.replace(/[\x80-\xff]/g, (unit) => alphabet[unit.charCodeAt(0) - 0x80] ?? unit)
  const arabic = read(ARABIC)
  // Arabic Windows keeps the Western letters that French needs where Cyrillic has its most common ones.
  if ((arabic.match(/[\u0600-\u06ff]/g)?.length ?? 0) >= high * SENSE) return arabic
  const cyrillic = read(CYRILLIC)
  const isCyrillic = (cyrillic.match(/[\u0400-\u04ff]/g)?.length ?? 0) >= high * SENSE
  return isCyrillic && /[а-я]{3}/.test(cyrillic) ? cyrillic : null
}
