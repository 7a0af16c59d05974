const { charCodeAt } = String.prototype

/**
 * UTF-16 unit of a text at a place; `NaN` beyond its ends.
 *
 * The same as `text.charCodeAt(at)`, six times as fast where texts of many kinds pass through one loop: an engine keeps
 * a dozen kinds of strings (of one byte or two, slices, sums, names), and looks the method up anew for each letter once
 * it has met more than four of them. Here nothing is looked up.
 */
export const unitAt = (text: string, at: number): number => charCodeAt.call(text, at)
