/** Upper and lower case and accents make no difference to somebody who searches. */
export const fold = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
