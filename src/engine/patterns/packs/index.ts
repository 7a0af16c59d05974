import ar from './ar.json'
import bn from './bn.json'
import campaign2015Charlie from './campaign-2015-charlie.json'
import campaignAsia from './campaign-asia.json'
import campaignEasternEurope from './campaign-eastern-europe.json'
import campaignMiddleEast from './campaign-middle-east.json'
import campaignWest from './campaign-west.json'
import de from './de.json'
import en from './en.json'
import es from './es.json'
import fa from './fa.json'
import fr from './fr.json'
import he from './he.json'
import hiUr from './hi-ur.json'
import idMs from './id-ms.json'
import it from './it.json'
import ja from './ja.json'
import ko from './ko.json'
import nl from './nl.json'
import notices from './notices.json'
import noticesLanguages from './notices-languages.json'
import noticesServers from './notices-servers.json'
import pl from './pl.json'
import pt from './pt.json'
import ru from './ru.json'
import takeover from './takeover.json'
import tl from './tl.json'
import tr from './tr.json'
import uk from './uk.json'
import vi from './vi.json'
import zh from './zh.json'

/** Every pack that ships with the program, unchecked: `compilePacks` parses them. Add a pack by its import. */
export const shippedPacks: readonly unknown[] = [
  ar,
  bn,
  campaign2015Charlie,
  campaignAsia,
  campaignEasternEurope,
  campaignMiddleEast,
  campaignWest,
  de,
  en,
  es,
  fa,
  fr,
  he,
  hiUr,
  idMs,
  it,
  ja,
  ko,
  nl,
  notices,
  noticesLanguages,
  noticesServers,
  pl,
  pt,
  ru,
  takeover,
  tl,
  tr,
  uk,
  vi,
  zh,
]
