/** What tells a campaign against a site. */
export interface CampaignFacts {
  reporters: number
  newcomers: number
  /** Newcomers of the hour that ends with the newest of them, and the networks they are in. */
  burst: number
  burstNetworks: number
  /** Reporters a day of this site whose cases came to nothing. */
  usual: number
}

/** Reporters that were right before: with so many of them, newcomers make no difference. */
const PROVEN = 3
/** Newcomers at once out of few networks: somebody with an address block or two. */
const CROWD = 8
const A_NETWORK = 3
/** Newcomers at once, out of however many, that are beyond all measure of the site. */
const FLOOD = 12
const TIMES_USUAL = 10

/**
 * Whether the reports of a site look like somebody's campaign: suddenly many with fresh tokens, out of few networks or
 * far beyond what the site has on other days. It says nothing where enough others say the same, who were right before;
 * nor does it count where the collector itself sees the page altered.
 */
export function isCampaign({ reporters, newcomers, burst, burstNetworks, usual }: CampaignFacts): boolean {
  if (reporters - newcomers >= PROVEN) return false
  const isCrowd = burst >= CROWD && burst >= burstNetworks * A_NETWORK
  return isCrowd || (burst >= FLOOD && burst >= usual * TIMES_USUAL)
}
