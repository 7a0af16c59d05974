/** Where the owner of a domain says something in the name service, in text records. */
export const ownerRecord = (domain: string): string => `_masthead.${domain}`
