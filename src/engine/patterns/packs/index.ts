import campaign2015Charlie from './campaign-2015-charlie.json'
import campaignAsia from './campaign-asia.json'
import campaignEasternEurope from './campaign-eastern-europe.json'
import campaignMiddleEast from './campaign-middle-east.json'
import campaignWest from './campaign-west.json'
import en from './en.json'
import notices from './notices.json'

/** Every pack that ships with the program, unchecked: `compilePacks` parses them. Add a pack by its import. */
export const shippedPacks: readonly unknown[] = [
  campaign2015Charlie,
  campaignAsia,
  campaignEasternEurope,
  campaignMiddleEast,
  campaignWest,
  en,
  notices,
]
