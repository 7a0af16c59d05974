const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g

/** How many letters of a text are Chinese, Japanese or Korean: each says as much as several of an alphabet. */
export const countDense = (text: string): number => text.match(DENSE)?.length ?? 0
