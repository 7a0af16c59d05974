import { FEATURE_BITS } from './features.ts'

/**
 * Bits of a published feature. A page of m features is taken to hold one that it does not with a chance of
 * 1 − exp(−m / 2^16): 1.5 % at a thousand, so a stranger scores 0.015 where it should score 0.
 */
export const CORE_BITS = 16

/** What is published of a feature: its first bits. */
export const publishedHash = (feature: number): number => feature >>> (FEATURE_BITS - CORE_BITS)
