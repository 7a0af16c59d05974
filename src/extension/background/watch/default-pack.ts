/**
 * The pack that is watched without being asked for. Its hosts become the build's `host_permissions`, so that
 * it works right after installation; every other host is asked for when the reader chooses it.
 */
export const DEFAULT_PACK = 'fr'
