import { STATES, type State } from './states.ts'

/**
 * The states that one browser shows in one direction: every other one, and in the other direction the rest. What one
 * browser shows from left to right the other shows from right to left, so that each state is seen in both browsers and in
 * both directions, and none four times.
 */
export const shareOf = (browser: 'chromium' | 'firefox', language: string): State[] =>
  STATES.filter((_, at) => (at % 2 === 1) === ((language === 'ar') === (browser === 'firefox')))
