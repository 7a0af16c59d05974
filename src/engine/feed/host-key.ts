/** Hosts with the last label first, so that neighbours in a sorted list share their beginnings. */
export const turnHost = (host: string): string => host.split('.').reverse().join('.')
