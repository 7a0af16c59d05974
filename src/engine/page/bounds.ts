/**
 * How much of a page is ever read. Chosen so that healthy news pages stay under every cap (the largest of the
 * development corpus has about 24,000 elements and 150,000 characters) and a hostile page costs no more than they do.
 */
export const BOUNDS = {
  elements: 50_000,
  /** Chromium's own parser builds no deeper tree. */
  depth: 512,
  /** UTF-16 units of visible text over all blocks. */
  text: 200_000,
  blocks: 5_000,
  /** UTF-16 units of one block; longer text goes on in the next block. */
  block: 2_000,
  title: 300,
  /** UTF-16 units of any other text of the identity. */
  identity: 200,
  /** Hosts that what lies over the page comes from. */
  covers: 8,
  /** Tokens of one family. */
  tokens: 4_000,
  /** Longer inline scripts are data or libraries, not somebody's few lines: they are not looked at. */
  script: 32_768,
  /** UTF-16 units of one inline script or style that are looked at, and of all longer ones together. */
  code: 16_384,
  codeTotal: 65_536,
  /** UTF-16 units of an inline script or style that is a few lines: these may be as much again together. */
  fewLines: 2_000,
  /** UTF-16 units of one attribute that are looked at. */
  attribute: 2_048,
} as const
