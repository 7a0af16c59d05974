/** UTF-16 units of HTML that are ever read; the rest of a larger page is left out, and that is recorded. */
export const HTML_BOUND = 32 * 1024 * 1024
