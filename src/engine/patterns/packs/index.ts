import ar from './ar.json'
import campaign2015Charlie from './campaign-2015-charlie.json'
import campaignAsia from './campaign-asia.json'
import campaignEasternEurope from './campaign-eastern-europe.json'
import campaignMiddleEast from './campaign-middle-east.json'
import campaignWest from './campaign-west.json'
import en from './en.json'
import fr from './fr.json'
import notices from './notices.json'
import tr from './tr.json'

/** Every pack that ships with the program, unchecked: `compilePacks` parses them. Add a pack by its import. */
export const shippedPacks: readonly unknown[] = [
  ar,
  campaign2015Charlie,
  campaignAsia,
  campaignEasternEurope,
  campaignMiddleEast,
  campaignWest,
  en,
  fr,
  notices,
  tr,
]
