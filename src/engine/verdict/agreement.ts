/** A group with fewer bits has nothing to say. */
export const GROUP_SPEAKS = 0.5

/** How many groups must agree before a page is called unusual, altered, and altered where nobody says a word. */
export const AGREEMENT = { suspect: 2, defaced: 3, silent: 4 } as const
