/** The one thing that is wanted of the library, so that the rest of it stays out of the package. */
export { parse } from 'tldts'
