/** What inline code does that a newsroom's own code rarely does, as counts (each at most 1 a script). */
export interface ScriptSigns {
  writers: number
  blockers: number
  redirects: number
  alerts: number
}

const WRITES =
  /document\s*\.\s*write(?:ln)?\s*\(|document\.(?:documentElement|body)\.innerHTML\s*=|unescape\s*\(\s*['"]%/
const WRITES_WITH = ['.innerHTML', 'write', 'unescape']
const TYPES = /type[wW]riter|TypingText|ityped|Typed\s*\(/
const BLOCKS =
  /(?:oncontextmenu|onselectstart|onkeydown|onmousedown|ondragstart)\s*=[^=][^;]{0,80}(?:return\s+false|disable|mischandler|new\s+Function)|function\s+(?:mischandler|mousehandler|disableselect|clickIE|clickNS)\b/i
const REDIRECTS =
  /(?:^|[^\w.])(?:window\s*\.\s*|self\s*\.\s*|top\s*\.\s*|document\s*\.\s*)?location(?:\s*\.\s*href)?\s*=\s*['"]|location\s*\.\s*replace\s*\(\s*['"]/
const ASKS = ['alert', 'prompt', 'confirm']
const ALERTS = /(?:^|[^\w.])(?:window\s*\.\s*)?(?:alert|prompt|confirm)\s*\(\s*['"]/

// A word is looked for before an expression is: most scripts have neither, and the first is many times as fast.
export function scriptSigns(code: string): ScriptSigns {
  return {
    writers:
      (WRITES_WITH.some((word) => code.includes(word)) && WRITES.test(code)) || TYPES.test(code) ? 1 : 0,
    blockers: BLOCKS.test(code) ? 1 : 0,
    redirects: code.includes('location') && REDIRECTS.test(code) ? 1 : 0,
    alerts: ASKS.some((word) => code.includes(word)) && ALERTS.test(code) ? 1 : 0,
  }
}
