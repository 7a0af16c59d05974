/** A host as sockets take it: an address of version 6 stands in brackets in addresses of pages, and nowhere else. */
export const bareHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')
