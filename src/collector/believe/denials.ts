/** What readers say against a case since it was published: each neighbourhood once. */
export interface DenialFacts {
  denials: number
  /** Those of them who were right before, and the networks of all. */
  provenDenials: number
  denialNetworks: number
  weightDenials: number
  /** What speaks for the case. */
  weightFor: number
}

/** From here on people look at it; it stays published. */
const FEWEST = 3
const FEWEST_NETWORKS = 2
const SHARE = 1 / 3
/** From here on it is taken out of the feed until people looked: fresh tokens alone never do that. */
const PROVEN = 3
const PROVEN_NETWORKS = 3
const LEAST_WEIGHT = 6

/** Whether readers speak against what is published so much that moderators should see it first. */
export const isContested = ({ denials, denialNetworks, weightDenials, weightFor }: DenialFacts): boolean =>
  denials >= FEWEST && denialNetworks >= FEWEST_NETWORKS && weightDenials > weightFor * SHARE

/** Whether as much speaks against it as for it, by readers of several networks who were right before. */
export const isDenied = ({ provenDenials, denialNetworks, weightDenials, weightFor }: DenialFacts): boolean =>
  provenDenials >= PROVEN &&
  denialNetworks >= PROVEN_NETWORKS &&
  weightDenials >= Math.max(LEAST_WEIGHT, weightFor)
