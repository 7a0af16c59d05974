interface Command {
  name: string
  /** What it does, in one line. */
  summary: string
  /** Loads the command and nothing of the others: what drives browsers and builds takes seconds to load. */
  load(): Promise<(args: string[]) => number | Promise<number>>
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'check',
    summary: 'looks once at addresses, files and folders, and says what it makes of them',
    load: async () => (await import('./check/command.ts')).checkCommand,
  },
  {
    name: 'watch',
    summary: 'looks at your pages again and again, and alerts you when one is altered',
    load: async () => (await import('./watch/command.ts')).watchCommand,
  },
  {
    name: 'learn',
    summary: 'visits pages of your own site and proposes a signature of them',
    load: async () => (await import('./learn/command.ts')).learnCommand,
  },
  {
    name: 'keygen',
    summary: "makes an owner's key",
    load: async () => (await import('./owner/keygen.ts')).keygenCommand,
  },
  {
    name: 'sign',
    summary: 'signs what your pages look like, for /.well-known/masthead.json',
    load: async () => (await import('./owner/sign.ts')).signCommand,
  },
  {
    name: 'verify',
    summary: "verifies an owner's statement, or a bundle of evidence",
    load: async () => (await import('./owner/verify.ts')).verifyCommand,
  },
  {
    name: 'report',
    summary: 'makes one page of HTML out of a bundle of evidence',
    load: async () => (await import('./report/command.ts')).reportCommand,
  },
  {
    name: 'contact',
    summary: 'says whom a site wants to be told, and writes the message',
    load: async () => (await import('./contact/command.ts')).contactCommand,
  },
  {
    name: 'evaluate',
    summary: 'replays lists of visits and prints what came of them',
    load: async () => (await import('./evaluate/command.ts')).evaluateCommand,
  },
  {
    name: 'attacks',
    summary: 'puts attacks of our own into healthy pages',
    load: async () => (await import('./attacks/command.ts')).attacksCommand,
  },
  {
    name: 'stress',
    summary: 'puts every known defacement under every disguise',
    load: async () => (await import('./stress/command.ts')).stressCommand,
  },
  {
    name: 'feed',
    summary: "makes the feed's keys and roots, and verifies a feed",
    load: async () => (await import('./feed/command.ts')).feedCommand,
  },
]
